package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
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

/** What a cluster makes of a cell that was damaged on one of its disks, and of a disk that is full. */
class DamageTest {
    private static final String STILL = "hearsay { membership.use = static, anti-entropy.use = none"
            + ", quorum { use = strict, read-repair = none }"
            + ", partitioner.token-ring.tokens = 8, detector { use = timeout, timeout.timeout = 1h } }";
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("1ms + exponential(1ms)"), 0, 0, 0, true, 0), List.of(), true, true);
    private static final RequestOptions ALL = RequestOptions.quorum(3, 3, 3);
    private static final RequestOptions ONE = RequestOptions.quorum(3, 1, 1);

    private final SimulatedCluster cluster = new SimulatedCluster(3, STILL, NETWORK);

    private DamageableEngine disk(String node) {
        return cluster.disks.get(node);
    }

    private void cut(String one, String other) {
        cluster.simulation
                .network()
                .cut(cluster.host(one).address(), cluster.host(other).address());
    }

    private static List<String> values(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome)
                .reading().values().stream().map(Value::toString).sorted().toList();
    }

    @Test
    void aDamagedCellIsNeverAnsweredAsAbsentAndIsFetchedFromTheOtherOwners() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-1").damage("cart");
        cluster.ask("node-0");
        assertThat(cluster.get("cart", ALL))
                .as("all three are wanted, and one cannot say")
                .isEqualTo(new Outcome.Refused(Reason.TOO_FEW_REPLICAS));
        cluster.pass(Duration.ofSeconds(1));
        assertThat(values(cluster.get("cart", ALL))).containsExactly("milk");
        assertThat(cluster.held("node-1", "cart")).containsExactly("milk");
        assertThat(disk("node-1").isDamaged("cart")).isFalse();
        assertThat(cluster.node("node-1").quarantined()).isEqualTo(1);
    }

    @Test
    void aQuorumAnswersWithoutTheOneThatCannotSay() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-0").damage("cart");
        cluster.ask("node-0");
        assertThat(values(cluster.get("cart"))).containsExactly("milk");
    }

    @Test
    void whatIsWrittenMeanwhileIsKeptAndTheReplicaAnswersOnlyWhenAllOthersHaveBeenHeard() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        cut("node-1", "node-2");
        disk("node-1").damage("cart");
        cluster.ask("node-0");
        cluster.put("cart", "bread", Context.NONE, ALL);
        cluster.pass(Duration.ofSeconds(10));
        assertThat(disk("node-1").isDamaged("cart"))
                .as("node-2 has not told what it has")
                .isTrue();
        assertThat(cluster.get("cart", ALL)).isInstanceOf(Outcome.Refused.class);
        cluster.simulation.network().heal();
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.held("node-1", "cart")).containsExactly("bread", "milk");
        assertThat(values(cluster.get("cart", ALL))).containsExactly("bread", "milk");
    }

    /** Or it would name a write as it named one that it no longer knows of. */
    @Test
    void anOwnerNamesNoWriteToAKeyOfWhichItCannotSayWhatItNamed() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-0").damage("cart");
        cut("node-0", "node-2");
        cluster.ask("node-0");
        assertThat(cluster.put("cart", "bread", Context.NONE, ONE))
                .isEqualTo(new Outcome.Refused(Reason.TOO_FEW_REPLICAS));
        cluster.simulation.network().heal();
        cluster.pass(Duration.ofSeconds(2));
        cluster.put("cart", "bread", Context.NONE, ALL);
        assertThat(values(cluster.get("cart", ALL))).containsExactly("bread", "milk");
    }

    /** The last write that it named may be with a stand-in, whom nobody asks. */
    @Test
    void anOwnerNamesNoWriteToAKeyThatWasDamagedInItsLifeAndHandsItOn() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-0").damage("cart");
        cluster.ask("node-0");
        cluster.get("cart", ALL);
        cluster.pass(Duration.ofSeconds(2));
        assertThat(disk("node-0").isDamaged("cart")).isFalse();
        Outcome outcome = cluster.put("cart", "bread", Context.NONE, ALL);
        assertThat(values(cluster.get("cart", ALL))).containsExactly("bread", "milk");
        assertThat(((Outcome.Done) outcome).written().actor().name()).isNotEqualTo("node-0");
        cut("node-0", "node-1");
        cut("node-0", "node-2");
        assertThat(cluster.put("tea", "green", Context.NONE, ONE)).isInstanceOf(Outcome.Done.class);
        assertThat(cluster.put("cart", "butter", Context.NONE, ONE)).isNotInstanceOf(Outcome.Done.class);
    }

    /** Both lives ask under numbers of their own, and the first life's question is answered to the second. */
    @Test
    void anAnswerToAnEarlierLifeIsNotTakenForThatOfAnotherKey() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        cluster.put("tea", "green", Context.NONE, ALL);
        cluster.host("node-0").pause();
        cluster.host("node-2").pause();
        disk("node-1").damage("cart");
        restart();
        disk("node-1").space("data").restored(Key.of("cart"));
        disk("node-1").damage("tea");
        restart();
        cluster.host("node-0").resume();
        cluster.host("node-2").resume();
        cluster.pass(Duration.ofSeconds(3));
        assertThat(cluster.held("node-1", "tea")).containsExactly("green");
    }

    private void restart() {
        cluster.host("node-1").crash();
        cluster.restart("node-1");
        cluster.pass(Duration.ofMillis(100));
    }

    @Test
    void twoThatAreDamagedDoNotWaitForEachOther() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-0").damage("cart");
        disk("node-1").damage("cart");
        cluster.ask("node-2");
        cluster.put("cart", "bread", Context.NONE, ALL);
        cluster.pass(Duration.ofSeconds(3));
        assertThat(values(cluster.get("cart", ALL))).containsExactly("bread", "milk");
    }

    @Test
    void damageThatTheStartFindsIsRepairedWithoutARead() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-1").damage("cart");
        cluster.host("node-1").crash();
        cluster.restart("node-1");
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.held("node-1", "cart")).containsExactly("milk");
    }

    @Test
    void aScanThatFailsBecauseTheDiskCannotBeReadIsRepeated() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-1").damage("cart");
        cluster.host("node-1").crash();
        disk("node-1").unreadable = 2;
        cluster.restart("node-1");
        cluster.pass(Duration.ofMillis(500));
        assertThat(disk("node-1").isDamaged("cart")).isTrue();
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.held("node-1", "cart")).containsExactly("milk");
    }

    @Test
    void manyDamagedKeysComeBackInTurns() {
        for (int i = 0; i < 250; i++) {
            cluster.put("key " + i, "v" + i, Context.NONE, ALL);
        }
        for (int i = 0; i < 250; i++) {
            disk("node-1").damage("key " + i);
        }
        cluster.host("node-1").crash();
        cluster.restart("node-1");
        cluster.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 250; i++) {
            assertThat(cluster.held("node-1", "key " + i)).containsExactly("v" + i);
        }
    }

    @Test
    void aDiskThatTakesNothingAcknowledgesNothingAndReadsGoOn() {
        cluster.put("cart", "milk", Context.NONE, ALL);
        disk("node-1").full = true;
        cluster.ask("node-0");
        assertThat(cluster.put("cart", "bread", Context.NONE, ALL))
                .isEqualTo(new Outcome.Unknown(Reason.TOO_FEW_REPLICAS));
        assertThat(cluster.put("cart", "butter", Context.NONE)).isInstanceOf(Outcome.Done.class);
        assertThat(values(cluster.get("cart", ALL))).containsExactly("bread", "butter", "milk");
        assertThat(cluster.held("node-1", "cart")).containsExactly("milk");
        disk("node-0").full = true;
        cluster.ask("node-0");
        assertThat(cluster.put("tea", "green", Context.NONE))
                .as("what it names must be kept as well, in a simulation")
                .isInstanceOf(Outcome.Refused.class);
    }
}
