package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client gets for what it asks, on a cluster in virtual time whose messages are encoded on the way. */
class OperationsTest {
    private static final String STILL = "hearsay { membership.use = static, anti-entropy.use = none"
            + ", partitioner.token-ring.tokens = 8, detector { use = timeout, timeout.timeout = 1h } }";
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("1ms + exponential(1ms)"), 0, 0, 0, true, 0), List.of(), true, true);

    private final SimulatedCluster cluster = new SimulatedCluster(5, STILL, NETWORK);

    @Test
    void aPutCanBeReadThroughEveryNode() {
        assertThat(cluster.put("cart", "milk", Context.NONE)).isInstanceOf(Outcome.Done.class);
        for (String node : cluster.nodes.keySet()) {
            cluster.ask(node);
            assertThat(values(cluster.get("cart"))).as(node).containsExactly("milk");
        }
    }

    @Test
    void aKeyNobodyWroteIsAbsentAndThatIsAnAnswer() {
        assertThat(values(cluster.get("nothing"))).isEmpty();
    }

    @Test
    void aPutWithTheContextOfAReadReplacesWhatWasRead() {
        cluster.put("cart", "milk", Context.NONE);
        Context seen = done(cluster.get("cart")).reading().context();
        cluster.put("cart", "bread", seen);
        assertThat(values(cluster.get("cart"))).containsExactly("bread");
    }

    @Test
    void blindPutsThroughDifferentOwnersBecomeSiblings() {
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.put("cart", "milk", Context.NONE);
        cluster.ask(owners.get(1));
        cluster.put("cart", "bread", Context.NONE);
        assertThat(values(cluster.get("cart"))).containsExactlyInAnyOrder("milk", "bread");
    }

    @Test
    void theAnswerToAPutCarriesTheSiblingsThatItsContextCovers() {
        cluster.put("cart", "milk", Context.NONE);
        Outcome.Done second = done(cluster.put("cart", "bread", Context.NONE));
        assertThat(second.reading().values()).containsExactlyInAnyOrder(Value.of("milk"), Value.of("bread"));
        cluster.put("cart", "both", second.reading().context());
        assertThat(values(cluster.get("cart"))).containsExactly("both");
    }

    /** Its context covers the sibling that is left, so it must not go out without it. */
    @Test
    void theAnswerToADeleteCarriesTheSiblingsThatItLeft() {
        Context milk = done(cluster.put("cart", "milk", Context.NONE)).reading().context();
        cluster.put("cart", "bread", Context.NONE);
        Outcome.Done deleted = done(cluster.delete("cart", milk));
        assertThat(deleted.reading().values()).containsExactly(Value.of("bread"));
    }

    @Test
    void aDeleteLeavesNoValueButAContext() {
        Context put = done(cluster.put("cart", "milk", Context.NONE)).reading().context();
        assertThat(cluster.delete("cart", put)).isInstanceOf(Outcome.Done.class);
        Outcome.Done absent = done(cluster.get("cart"));
        assertThat(absent.reading().values()).isEmpty();
        assertThat(absent.reading().context()).isNotEqualTo(Context.NONE);
    }

    @Test
    void moreAnswersThanCopiesAreRefusedBeforeAnythingIsPromised() {
        Outcome outcome = cluster.put("cart", "milk", Context.NONE, RequestOptions.quorum(2, 0, 3));
        assertThat(outcome).isEqualTo(new Outcome.Refused(Reason.IMPOSSIBLE_QUORUM));
        assertThat(values(cluster.get("cart"))).isEmpty();
    }

    @Test
    void aContextOfAnotherStoreIsRefused() {
        Outcome outcome = cluster.put("cart", "milk", Context.of(new byte[] {1, 2, 3}));
        assertThat(outcome).isEqualTo(new Outcome.Refused(Reason.BAD_CONTEXT));
    }

    @Test
    void aWriteThatWasSentAndFoundNoQuorumIsUnknownNotRefused() {
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.host(owners.get(1)).pause();
        cluster.host(owners.get(2)).pause();
        assertThat(cluster.put("cart", "milk", Context.NONE)).isEqualTo(new Outcome.Unknown(Reason.TIMEOUT));
        cluster.host(owners.get(1)).resume();
        cluster.host(owners.get(2)).resume();
        assertThat(values(cluster.get("cart"))).containsExactly("milk");
    }

    @Test
    void aReadRepairsOwnersThatReturnedLessOrNothing() {
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.simulation
                .network()
                .cut(
                        cluster.host(owners.get(0)).address(),
                        cluster.host(owners.get(2)).address());
        cluster.put("cart", "milk", Context.NONE);
        cluster.pass(Duration.ofSeconds(5));
        cluster.simulation.network().heal();
        assertThat(cluster.held(owners.get(2), "cart")).isEmpty();
        cluster.get("cart");
        cluster.pass(Duration.ofSeconds(1));
        assertThat(cluster.held(owners.get(2), "cart")).containsExactly("milk");
    }

    @Test
    void aLostMessageToItselfCostsNoDot() {
        List<String> owners = cluster.preferenceList("cart");
        var own = cluster.host(owners.get(0)).address();
        cluster.ask(owners.get(0));
        cluster.simulation.network().cut(own, own);
        Outcome.Done first = done(cluster.put("cart", "milk", Context.NONE));
        Outcome.Done second = done(cluster.put("cart", "bread", Context.NONE));
        assertThat(second.written()).isNotEqualTo(first.written());
        cluster.simulation.network().heal();
        assertThat(values(cluster.get("cart"))).containsExactlyInAnyOrder("milk", "bread");
    }

    @Test
    void manyKeysAreReadSideBySideEachWithItsOwnOutcome() {
        cluster.put("a", "1", Context.NONE);
        cluster.put("b", "2", Context.NONE);
        var keys = List.of(dev.hearsay.api.Key.of("a"), dev.hearsay.api.Key.of("b"), dev.hearsay.api.Key.of("c"));
        var all = new java.util.LinkedHashMap<dev.hearsay.api.Key, Outcome>();
        cluster.client().getMany(keys, RequestOptions.DEFAULTS, all::putAll);
        cluster.pass(Duration.ofSeconds(2));
        assertThat(all.keySet()).containsExactlyElementsOf(keys);
        assertThat(all.values().stream().map(OperationsTest::values))
                .containsExactly(List.of("1"), List.of("2"), List.of());
    }

    private static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private static List<String> values(Outcome outcome) {
        return done(outcome).reading().values().stream().map(Value::toString).toList();
    }
}
