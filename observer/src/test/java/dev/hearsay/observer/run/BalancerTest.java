package dev.hearsay.observer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.observer.suite.ClusterSettings.Route;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import dev.hearsay.transport.inmem.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final Key KEY = Key.of("somewhere");
    private static final int REQUESTS = 6000;

    private Cluster cluster;
    private int[] preferred;

    @BeforeEach
    void sixNodesThreeCopies() {
        ClassLoader loader = BalancerTest.class.getClassLoader();
        var config = ConfigFactory.parseString(
                "hearsay { membership.use = idle, detector.use = idle, anti-entropy.use = idle, quorum.n = 3 }");
        NodeFactory factory = NodeFactory.of(HearsayConfig.load(config, Plugins.find(loader), loader));
        cluster = new Cluster(new Simulation(1, NetworkOptions.PERFECT), factory, 6);
        preferred = cluster.preferenceList(KEY);
    }

    /** How often each node was picked. */
    private Map<Integer, Integer> picked(Route route) {
        Balancer balancer = new Balancer(cluster, route, 7);
        Map<Integer, Integer> counts = new TreeMap<>();
        for (long request = 1; request <= REQUESTS; request++) {
            Address address = balancer.route(KEY, request);
            for (int node = 0; node < cluster.nodes(); node++) {
                if (cluster.address(node).equals(address)) {
                    counts.merge(node, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static void assertEvenlyAmong(Map<Integer, Integer> counts, List<Integer> nodes) {
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(nodes);
        int expected = REQUESTS / nodes.size();
        assertThat(counts.values()).allMatch(count -> Math.abs(count - expected) < 4 * Math.sqrt(expected));
    }

    private List<Integer> preferred(int from, int to) {
        List<Integer> nodes = new ArrayList<>();
        for (int rank = from; rank < to; rank++) {
            nodes.add(preferred[rank]);
        }
        return nodes;
    }

    @Test
    void theListNamesEveryNodeOnce() {
        assertThat(preferred).hasSize(6).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void anOwnerIsPickedEvenlyWhetherUpOrNot() {
        cluster.pause(preferred[0]);
        assertEvenlyAmong(picked(Route.OWNER), preferred(0, 3));
    }

    @Test
    void aLiveOwnerIsPickedEvenlyAmongThoseThatAreUp() {
        assertEvenlyAmong(picked(Route.LIVE_OWNER), preferred(0, 3));
        cluster.pause(preferred[1]);
        assertEvenlyAmong(picked(Route.LIVE_OWNER), List.of(preferred[0], preferred[2]));
    }

    @Test
    void whenNoOwnerIsUpTheFirstStandInIsPicked() {
        preferred(0, 3).forEach(cluster::pause);
        assertThat(picked(Route.LIVE_OWNER)).containsOnlyKeys(preferred[3]);
    }

    @Test
    void anyNodeIsOneThatIsUp() {
        cluster.pause(preferred[0]);
        assertEvenlyAmong(picked(Route.ANY), preferred(1, 6));
    }

    @Test
    void aNonOwnerNeverKeepsTheKey() {
        assertEvenlyAmong(picked(Route.NON_OWNER), preferred(3, 6));
    }

    @Test
    void nobodyIsPickedWhenNobodyIsUp() {
        preferred(0, 6).forEach(cluster::pause);
        for (Route route : List.of(Route.LIVE_OWNER, Route.ANY, Route.NON_OWNER)) {
            assertThat(new Balancer(cluster, route, 7).route(KEY, 1)).isNull();
        }
    }

    @Test
    void aRequestIsSentWhereItWasSentBefore() {
        assertThat(picked(Route.LIVE_OWNER)).isEqualTo(picked(Route.LIVE_OWNER));
    }
}
