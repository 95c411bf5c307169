package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What client writes may leave, what is said about those that nearly may not, and a node that is about to stop. */
class LimitsTest {
    private static final String SMALL = "hearsay { membership.use = static, anti-entropy.use = none"
            + ", partitioner.token-ring.tokens = 8, coordinator.who = any"
            + ", limits { value = 10B, value-warn = 4B, siblings = 3, siblings-warn = 2 } }";
    private static final NetworkOptions NETWORK =
            new NetworkOptions(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0), List.of(), true, true);

    private final List<String> told = new ArrayList<>();
    private final SimulatedCluster cluster = new SimulatedCluster(3, SMALL, NETWORK, new NodeListener() {
        @Override
        public void large(MemberId node, int bytes) {
            told.add("large " + bytes);
        }

        @Override
        public void crowded(MemberId node, int siblings) {
            told.add("crowded " + siblings);
        }

        @Override
        public void answered(MemberId node, ClientRequest request, Outcome outcome, long nanos) {
            if (outcome instanceof Outcome.Refused refused) {
                told.add("refused " + refused.reason());
            }
        }
    });

    private boolean isDone(String key, String value) {
        return cluster.put(key, value, Context.NONE) instanceof Outcome.Done;
    }

    @Test
    void aLargeValueIsTakenAndToldALargerOneRefused() {
        assertThat(isDone("cart", "milk")).isTrue();
        assertThat(told).isEmpty();
        assertThat(isDone("tin", "sweets")).isTrue();
        assertThat(told).containsExactly("large 6");
        assertThat(cluster.put("jar", "eleven byte", Context.NONE))
                .isEqualTo(new Outcome.Refused(Reason.VALUE_TOO_LARGE));
        assertThat(told).containsExactly("large 6", "refused VALUE_TOO_LARGE");
    }

    @Test
    void siblingsAreToldBeforeTheyAreRefused() {
        assertThat(isDone("cart", "a")).isTrue();
        assertThat(isDone("cart", "b")).isTrue();
        assertThat(told).isEmpty();
        assertThat(isDone("cart", "c")).isTrue();
        assertThat(told).containsExactly("crowded 3");
        assertThat(cluster.put("cart", "d", Context.NONE)).isEqualTo(new Outcome.Refused(Reason.TOO_MANY_SIBLINGS));
    }

    @Test
    void aNodeThatIsAboutToStopRefusesItsClientsAndGoesOnAsAReplica() {
        Node leaver = cluster.node("node-0");
        assertThat(leaver.isServing()).isTrue();
        leaver.retire();
        assertThat(leaver.isServing()).isFalse();
        cluster.ask("node-0");
        assertThat(cluster.put("cart", "milk", Context.NONE)).isEqualTo(new Outcome.Refused(Reason.OVERLOADED));
        cluster.ask("node-1");
        assertThat(isDone("cart", "milk")).isTrue();
        assertThat(leaver.isIdle()).isTrue();
        assertThat(leaver.peek(dev.hearsay.api.Key.of("cart")))
                .isNotEqualTo(cluster.factory.versioning().empty());
    }
}
