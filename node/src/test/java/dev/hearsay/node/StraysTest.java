package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Topology;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node keeps of partitions that are not, or no longer, its own. */
class StraysTest {
    private static final String LIVELY = "hearsay {"
            + " membership { use = gossip, gossip { interval = 200ms, fanout = 3 } }\n"
            + " partitioner.token-ring.tokens = 8\n"
            + " detector { use = timeout, timeout.timeout = 2s, judge-every = 200ms }\n"
            + " anti-entropy.use = none\n }";
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("1ms + exponential(1ms)"), 0, 0, 0, true, 0), List.of(), true, true);
    private static final List<String> KEYS =
            IntStream.range(0, 60).mapToObj(i -> "key-" + i).toList();

    private final SimulatedCluster cluster = new SimulatedCluster(6, LIVELY, NETWORK);

    /** Who named the write of which key. */
    private Map<String, String> writeAll() {
        Map<String, String> coordinators = new TreeMap<>();
        for (String key : KEYS) {
            RequestOptions all = RequestOptions.quorum(3, 0, 3);
            Outcome.Done done = (Outcome.Done) cluster.put(key, "milk", Context.NONE, all);
            coordinators.put(key, done.written().actor().name());
        }
        return coordinators;
    }

    private List<String> owners(Topology topology, String key) {
        return cluster.preferenceList(topology, key).subList(0, 3);
    }

    /** The keys that the newcomer has taken over from somebody. */
    private List<String> moved(Topology topology, String newcomer) {
        List<String> moved = new ArrayList<>(KEYS);
        moved.removeIf(key -> !owners(topology, key).contains(newcomer));
        return moved;
    }

    /** How many hold keys without owning them. */
    private long strays(Topology topology) {
        long strays = 0;
        for (String key : KEYS) {
            strays += cluster.nodes.keySet().stream()
                    .filter(node -> !owners(topology, key).contains(node))
                    .filter(node -> !cluster.held(node, key).isEmpty())
                    .count();
        }
        return strays;
    }

    @Test
    void aWriteThatANodeTookWhileItKnewNobodyComesToTheOwners() {
        String stranger = "node-5";
        String key = KEYS.stream()
                .filter(any -> !owners(cluster.founders, any).contains(stranger))
                .findFirst()
                .orElseThrow();
        cluster.host(stranger).crash();
        cluster.replaceAlone(stranger);
        cluster.ask(stranger);
        assertThat(cluster.put(key, "milk", Context.NONE, RequestOptions.quorum(1, 0, 1)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(cluster.held(stranger, key)).containsExactly("milk");
        cluster.pass(Duration.ofSeconds(30));
        for (String owner : owners(cluster.founders, key)) {
            assertThat(cluster.held(owner, key)).as(owner).containsExactly("milk");
        }
        assertThat(cluster.held(stranger, key))
                .as("it named the write and may be an owner again")
                .containsExactly("milk");
    }

    @Test
    void whoIsNoLongerAnOwnerGivesAwayWhatItHasAndKeepsOnlyWhatItNamed() {
        Map<String, String> coordinators = writeAll();
        Topology seven = cluster.join("node-6");
        List<String> moved = moved(seven, "node-6");
        assertThat(moved).hasSizeGreaterThan(10);
        cluster.pass(Duration.ofSeconds(60));
        for (String key : moved) {
            assertThat(cluster.held("node-6", key)).as(key).containsExactly("milk");
        }
        long named = moved.stream()
                .filter(key -> !owners(seven, key).contains(coordinators.get(key)))
                .count();
        assertThat(strays(seven)).isEqualTo(named).isLessThan(moved.size());
    }

    @Test
    void nothingIsGivenAwayWhileOneOfTheOwnersDoesNotAnswer() {
        writeAll();
        Topology seven = cluster.join("node-6");
        List<String> moved = moved(seven, "node-6");
        cluster.pass(Duration.ofMillis(900));
        cluster.host("node-6").crash();
        cluster.pass(Duration.ofSeconds(60));
        assertThat(strays(seven)).isGreaterThanOrEqualTo(moved.size());
    }
}
