package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.node.metrics.NodeMetrics;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happened is what is counted, by kind and outcome. */
class NodeMetricsTest {
    private static final NetworkOptions NETWORK =
            new NetworkOptions(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0), List.of(), true, true);
    private static final String LIVELY = "hearsay { membership.gossip.interval = 100ms\n"
            + " detector { use = timeout, timeout.timeout = 2s, judge-every = 200ms }\n"
            + " anti-entropy.interval = 2s }";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SimulatedCluster cluster =
            new SimulatedCluster(4, LIVELY, NETWORK, new NodeMetrics(new Meters(registry)));

    private Timer operations(String kind, String outcome) {
        return registry.get(Metric.OPERATIONS.metricName())
                .tags("kind", kind, "outcome", outcome)
                .timer();
    }

    private double counted(Metric metric, String... tags) {
        return registry.get(metric.metricName())
                .tags(metric.tags(tags))
                .counter()
                .count();
    }

    @Test
    void whatANodeRefusesWhileItStopsIsCountedAsWell() {
        cluster.node("node-0").retire();
        cluster.ask("node-0");
        assertThat(cluster.put("cart", "milk", Context.NONE)).isEqualTo(new Outcome.Refused(Outcome.Reason.OVERLOADED));
        assertThat(counted(Metric.REFUSED, "overloaded")).isOne();
    }

    @Test
    void everyOperationIsCountedOnceUnderItsKindAndOutcomeWithTheTimeThatItTook() {
        Outcome.Done put = (Outcome.Done) cluster.put("cart", "milk", Context.NONE);
        cluster.get("cart");
        cluster.get("cart");
        cluster.delete("cart", put.reading().context());
        cluster.put("cart", "milk", Context.NONE, RequestOptions.quorum(0, 0, 5));
        assertThat(operations("put", "done").count()).isOne();
        assertThat(operations("get", "done").count()).isEqualTo(2);
        assertThat(operations("delete", "done").count()).isOne();
        assertThat(operations("put", "refused").count()).isOne();
        assertThat(counted(Metric.REFUSED, "impossible-quorum")).isOne();
        assertThat(operations("get", "done").totalTime(TimeUnit.MILLISECONDS))
                .as("two reads, there and back in 2 ms each")
                .isBetween(4.0, 5.0);
    }

    @Test
    void whatNobodyAnswersIsUnknownAfterTheTimeout() {
        cluster.preferenceList("cart")
                .subList(1, 3)
                .forEach(name -> cluster.host(name).crash());
        cluster.ask(cluster.preferenceList("cart").get(0));
        assertThat(cluster.put("cart", "milk", Context.NONE)).isInstanceOf(Outcome.Unknown.class);
        assertThat(counted(Metric.UNKNOWN, "timeout")).isOne();
        assertThat(operations("put", "unknown").max(TimeUnit.SECONDS)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void hintsTheDiskAndComparisonsAreCounted() {
        String third = cluster.preferenceList("cart").get(2);
        cluster.ask(cluster.preferenceList("cart").get(0));
        cluster.host(third).crash();
        cluster.pass(Duration.ofSeconds(4));
        cluster.put("cart", "milk", Context.NONE, new RequestOptions(0, 0, 3, 0, Durability.DISK));
        assertThat(registry.get(Metric.SYNC.metricName()).timer().count())
                .as("two owners and the stand-in")
                .isEqualTo(3);
        assertThat(counted(Metric.HINTS_KEPT)).isOne();
        cluster.restart(third);
        cluster.pass(Duration.ofSeconds(20));
        assertThat(counted(Metric.HINTS_DELIVERED)).isOne();
        assertThat(counted(Metric.COMPARISONS, "in-sync")).isPositive();
    }
}
