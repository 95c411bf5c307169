package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many replicas a read asks, and when it asks one more. */
class HedgingTest {
    private static final NetworkOptions NETWORK =
            new NetworkOptions(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0), List.of(), true, true);

    private static SimulatedCluster cluster(String ask, String budget) {
        return new SimulatedCluster(3, """
            hearsay { membership.use = static, anti-entropy.use = none, detector { use = timeout, timeout.timeout = 1h }
              coordinator { retry = [], hedge { ask = %s, after = 20ms, budget = %s } } }
            """.formatted(ask, budget), NETWORK);
    }

    private static List<String> written(SimulatedCluster cluster) {
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(2));
        assertThat(cluster.put("cart", "milk", Context.NONE)).isInstanceOf(Outcome.Done.class);
        return owners;
    }

    /** Questions and answers of one read. */
    private static long messages(SimulatedCluster cluster) {
        long before = cluster.simulation.network().counts().get("quorum").messages();
        assertThat(cluster.get("cart")).isInstanceOf(Outcome.Done.class);
        cluster.pass(Duration.ofSeconds(2));
        return cluster.simulation.network().counts().get("quorum").messages() - before;
    }

    @Test
    void aReadAsksAllOrNoMoreThanItNeeds() {
        SimulatedCluster all = cluster("all", "0.1");
        written(all);
        SimulatedCluster few = cluster("quorum", "0.1");
        written(few);
        assertThat(messages(all)).isEqualTo(6);
        assertThat(messages(few)).isEqualTo(4);
    }

    @Test
    void oneMoreIsAskedWhenThoseThatWereAskedTakeLong() {
        SimulatedCluster cluster = cluster("quorum", "0.1");
        List<String> owners = written(cluster);
        cluster.host(owners.get(0)).pause();
        long before = cluster.simulation.nanoTime();
        assertThat(cluster.get("cart")).isInstanceOf(Outcome.Done.class);
        assertThat(Duration.ofNanos(cluster.simulation.nanoTime() - before))
                .isBetween(Duration.ofMillis(20), Duration.ofMillis(30));
    }

    @Test
    void whenAllTakeLongTheBudgetIsSoonSpent() {
        SimulatedCluster cluster = cluster("quorum", "0");
        List<String> owners = written(cluster);
        cluster.host(owners.get(0)).pause();
        for (int i = 0; i < 100; i++) {
            assertThat(cluster.get("cart")).isInstanceOf(Outcome.Done.class);
        }
        assertThat(cluster.get("cart")).isEqualTo(new Outcome.Unknown(Outcome.Reason.TIMEOUT));
    }

    @Test
    void whoeverIsSuspectedIsNotAmongTheFirst() {
        SimulatedCluster cluster = new SimulatedCluster(3, """
            hearsay { membership { use = gossip, gossip.interval = 50ms }, anti-entropy.use = none
              detector { use = timeout, timeout.timeout = 500ms, judge-every = 50ms }
              coordinator.hedge { ask = quorum, after = 900ms } }
            """, NETWORK);
        cluster.pass(Duration.ofSeconds(2));
        List<String> owners = written(cluster);
        cluster.host(owners.get(0)).pause();
        cluster.pass(Duration.ofSeconds(2));
        long before = cluster.simulation.nanoTime();
        assertThat(cluster.get("cart")).isInstanceOf(Outcome.Done.class);
        assertThat(Duration.ofNanos(cluster.simulation.nanoTime() - before)).isLessThan(Duration.ofMillis(20));
    }
}
