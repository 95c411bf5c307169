package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.DiskOptions;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who coordinates, what a request may ask for, and what is left when a process or its disk goes. */
class CoordinationTest {
    private static final String STILL = "hearsay { membership.use = static, anti-entropy.use = none"
            + ", partitioner.token-ring.tokens = 8, detector { use = timeout, timeout.timeout = 1h }\n";
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("1ms + exponential(1ms)"), 0, 0, 0, true, 0), List.of(), true, true);

    private static SimulatedCluster cluster(String more) {
        return new SimulatedCluster(6, STILL + more + " }", NETWORK);
    }

    private static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private static List<String> values(Outcome outcome) {
        return done(outcome).reading().values().stream().map(Value::toString).toList();
    }

    /** The nodes outside the preference list of a key. */
    private static String stranger(SimulatedCluster cluster, String key) {
        List<String> owners = cluster.preferenceList(key).subList(0, 3);
        return cluster.nodes.keySet().stream()
                .filter(name -> !owners.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** It is an owner, but not among the copies that the request asks for. */
    @Test
    void whateverAnOwnerNamesItStores() {
        SimulatedCluster cluster = cluster("");
        List<String> written = new ArrayList<>();
        for (String owner : cluster.preferenceList("cart").subList(0, 3)) {
            cluster.ask(owner);
            assertThat(done(cluster.put("cart", owner, Context.NONE, RequestOptions.quorum(1, 1, 1)))
                            .written()
                            .actor()
                            .name())
                    .isEqualTo(owner);
            cluster.pass(Duration.ofSeconds(1));
            assertThat(cluster.held(owner, "cart")).contains(owner);
            assertThat(cluster.node(owner).writesMinted()).isZero();
            written.add(owner);
        }
        String first = cluster.preferenceList("cart").get(0);
        assertThat(cluster.held(first, "cart")).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theBytesOfNamedWritesAreBounded() {
        SimulatedCluster cluster = cluster("coordinator { who = any, max-in-flight-bytes = 400B }");
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            cluster.ask(stranger(cluster, "cart " + i));
            Outcome put = cluster.put("cart " + i, "x".repeat(100), Context.NONE);
            if (put instanceof Outcome.Done) {
                taken++;
            } else {
                assertThat(put).isEqualTo(new Outcome.Refused(Reason.OVERLOADED));
            }
        }
        assertThat(taken)
                .as("at most four by each of six nodes, named by nodes that store nothing")
                .isBetween(4, 19);
        cluster.nodes.values().forEach(node -> assertThat(node.writesMinted()).isLessThanOrEqualTo(4));
    }

    @Test
    void aNodeThatDoesNotOwnTheKeyHandsTheRequestToOneThatDoes() {
        SimulatedCluster cluster = cluster("");
        cluster.ask(stranger(cluster, "cart"));
        Dot written = done(cluster.put("cart", "milk", Context.NONE)).written();
        assertThat(cluster.preferenceList("cart").subList(0, 3))
                .contains(written.actor().name());
        assertThat(values(cluster.get("cart"))).containsExactly("milk");
    }

    @Test
    void ifItMayItNamesTheWriteItself() {
        SimulatedCluster cluster = cluster("coordinator.who = any");
        String stranger = stranger(cluster, "cart");
        cluster.ask(stranger);
        Dot first = done(cluster.put("cart", "milk", Context.NONE)).written();
        Dot second = done(cluster.put("cart", "bread", Context.NONE)).written();
        assertThat(List.of(first.actor().name(), second.actor().name())).containsOnly(stranger);
        assertThat(second).isNotEqualTo(first);
        assertThat(values(cluster.get("cart"))).containsExactlyInAnyOrder("milk", "bread");
    }

    @Test
    void overloadIsRefusedAtOnceAndNothingGrows() {
        SimulatedCluster cluster = cluster("coordinator { max-in-flight = 5, retry = [] }");
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.host(owners.get(1)).pause();
        cluster.host(owners.get(2)).pause();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            cluster.client()
                    .put(Key.of("cart"), Value.of("milk " + i), Context.NONE, RequestOptions.DEFAULTS, outcomes::add);
        }
        cluster.pass(Duration.ofMillis(100));
        assertThat(outcomes).hasSize(45).containsOnly(new Outcome.Refused(Reason.OVERLOADED));
        assertThat(cluster.node(owners.get(0)).operationsInFlight()).isEqualTo(5);
        cluster.pass(Duration.ofSeconds(5));
        assertThat(outcomes.subList(45, 50)).containsOnly(new Outcome.Unknown(Reason.TIMEOUT));
        assertThat(cluster.node(owners.get(0)).operationsInFlight()).isZero();
    }

    /** One replica is away, and each read waits for it after its answer; nobody waits for the read. */
    @Test
    void readsThatAreAnsweredDoNotCountAsInFlight() {
        SimulatedCluster cluster =
                cluster("coordinator { max-in-flight = 5, retry = [], linger = 1h, hedge.ask = all }");
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        done(cluster.put("cart", "milk", Context.NONE));
        cluster.host(owners.get(2)).pause();
        for (int i = 0; i < 20; i++) {
            assertThat(values(cluster.get("cart"))).containsExactly("milk");
            assertThat(cluster.node(owners.get(0)).operationsInFlight()).isZero();
        }
    }

    /** Or whoever asks for hours could fill a node with what waits for a replica that is away. */
    @Test
    void noRequestIsInFlightForLongerThanAnyMayBe() {
        SimulatedCluster cluster = cluster("coordinator.max-timeout = 2s");
        List<String> owners = cluster.preferenceList("cart");
        cluster.host(owners.get(1)).pause();
        cluster.host(owners.get(2)).pause();
        RequestOptions patient = RequestOptions.DEFAULTS.withTimeout(Duration.ofHours(2));
        List<Outcome> outcomes = new ArrayList<>();
        for (String asked : List.of(owners.get(0), stranger(cluster, "cart"))) {
            cluster.ask(asked);
            cluster.client().put(Key.of("cart"), Value.of("milk"), Context.NONE, patient, outcomes::add);
        }
        cluster.pass(Duration.ofMillis(2_500));
        assertThat(outcomes).hasSize(2).containsOnly(new Outcome.Unknown(Reason.TIMEOUT));
        assertThat(cluster.node(owners.get(0)).operationsInFlight()).isZero();
        assertThat(cluster.node(stranger(cluster, "cart")).requestsForwarded()).isZero();
    }

    /** Its double comes after it was replaced, through an owner and through a node that hands it over. */
    @Test
    void aWriteThatTheNetworkBringsTwiceIsCarriedOutOnce() {
        NetworkOptions doubling = new NetworkOptions(
                new LinkOptions(Delay.parse("1ms + exponential(50ms)"), 0, 1, 0, false, 0), List.of(), true, true);
        SimulatedCluster cluster = new SimulatedCluster(6, STILL + "}", doubling);
        for (int i = 0; i < 10; i++) {
            String key = "cart " + i;
            cluster.ask(i % 2 == 0 ? cluster.preferenceList(key).get(0) : stranger(cluster, key));
            Context seen =
                    done(cluster.put(key, "milk", Context.NONE)).reading().context();
            done(cluster.put(key, "bread", seen));
            cluster.pass(Duration.ofSeconds(2));
            assertThat(values(cluster.get(key))).as(key).containsExactly("bread");
        }
    }

    @Test
    void aRequestSetsItsOwnQuorumAndTimeout() {
        SimulatedCluster cluster = cluster("");
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.host(owners.get(1)).pause();
        cluster.host(owners.get(2)).pause();
        assertThat(cluster.put("cart", "milk", Context.NONE, RequestOptions.quorum(0, 0, 1)))
                .isInstanceOf(Outcome.Done.class);
        long before = cluster.simulation.nanoTime();
        Duration timeout = Duration.ofMillis(50);
        RequestOptions impatient = new RequestOptions(0, 0, 2, timeout.toNanos(), null);
        assertThat(cluster.put("cart", "bread", Context.NONE, impatient))
                .isEqualTo(new Outcome.Unknown(Reason.TIMEOUT));
        assertThat(Duration.ofNanos(cluster.simulation.nanoTime() - before)).isBetween(timeout, timeout.plusMillis(20));
    }

    @Test
    void whatNoQuorumCanMeetIsRefused() {
        SimulatedCluster cluster = cluster("");
        for (RequestOptions options : List.of(
                RequestOptions.quorum(4, 0, 0), RequestOptions.quorum(0, 0, 4), RequestOptions.quorum(1, 0, 2))) {
            assertThat(cluster.put("cart", "milk", Context.NONE, options))
                    .as("%s", options)
                    .isEqualTo(new Outcome.Refused(Reason.IMPOSSIBLE_QUORUM));
        }
        assertThat(values(cluster.get("cart"))).isEmpty();
    }

    @Test
    void aValueBeyondItsLimitAndOneSiblingTooManyAreRefused() {
        SimulatedCluster cluster = cluster("limits { value = 10B, siblings = 3 }");
        assertThat(cluster.put("cart", "eleven byte", Context.NONE))
                .isEqualTo(new Outcome.Refused(Reason.VALUE_TOO_LARGE));
        Context seen = Context.NONE;
        for (int i = 0; i < 3; i++) {
            seen = done(cluster.put("cart", "milk " + i, Context.NONE))
                    .reading()
                    .context();
        }
        assertThat(cluster.put("cart", "milk 3", Context.NONE))
                .isEqualTo(new Outcome.Refused(Reason.TOO_MANY_SIBLINGS));
        assertThat(values(cluster.put("cart", "both", seen))).isEmpty();
        assertThat(values(cluster.get("cart"))).containsExactly("both");
    }

    @Test
    void siblingsThatWouldTogetherBeTooLargeAreRefusedAndOneValueNever() {
        SimulatedCluster cluster = cluster("limits { value = 200B, cell = 300B }");
        String large = "m".repeat(120);
        cluster.ask(cluster.preferenceList("cart").get(0));
        done(cluster.put("cart", large, Context.NONE));
        Context seen =
                done(cluster.put("cart", "bread", Context.NONE)).reading().context();
        assertThat(cluster.put("cart", large + large.substring(50), Context.NONE))
                .isEqualTo(new Outcome.Refused(Reason.TOO_MANY_SIBLINGS));
        done(cluster.put("cart", large + large.substring(50), seen));
        assertThat(values(cluster.get("cart"))).containsExactly(large + large.substring(50));
    }

    /** A quorum read that brings its quorum up first never goes back (MR for quorums that overlap). */
    @Test
    void blockingReadRepairAnswersWhenItsQuorumHasWhatItReturns() {
        SimulatedCluster cluster = cluster("quorum { read-repair = blocking, r = 2, w = 1 }");
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.host(owners.get(1)).pause();
        cluster.host(owners.get(2)).pause();
        cluster.put("cart", "milk", Context.NONE);
        cluster.host(owners.get(1)).crash();
        cluster.restart(owners.get(1));
        assertThat(cluster.held(owners.get(1), "cart")).isEmpty();
        assertThat(values(cluster.get("cart"))).containsExactly("milk");
        assertThat(cluster.held(owners.get(1), "cart")).containsExactly("milk");
    }

    /** The first owner has the value and this one does not; what it answers if that one's disk is full, and a third can take its place or not. */
    private Outcome readWithARefusedRepair(boolean thirdAnswers) {
        SimulatedCluster cluster = cluster("quorum { use = strict, read-repair = blocking, r = 2, w = 1 }");
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.host(owners.get(1)).pause();
        cluster.host(owners.get(2)).pause();
        cluster.put("cart", "milk", Context.NONE);
        for (String owner : owners.subList(1, 3)) {
            cluster.host(owner).crash();
            cluster.restart(owner);
        }
        cluster.disks.get(owners.get(1)).full = true;
        if (!thirdAnswers) {
            cluster.host(owners.get(2)).pause();
        }
        Outcome outcome = cluster.get("cart");
        if (thirdAnswers) {
            assertThat(cluster.held(owners.get(1), "cart")).isEmpty();
            assertThat(cluster.held(owners.get(2), "cart")).containsExactly("milk");
        }
        return outcome;
    }

    @Test
    void anOwnerThatRefusesTheRepairDoesNotCountAndAnotherTakesItsPlace() {
        assertThat(values(readWithARefusedRepair(true))).containsExactly("milk");
    }

    @Test
    void aReadWhoseQuorumCannotBeBroughtUpReturnsNothing() {
        assertThat(readWithARefusedRepair(false)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void whatIsAcknowledgedAsOnDiskSurvivesAPowerCutAndTheRestDoesNot() {
        SimulatedCluster cluster = cluster("quorum.w = 3");
        List<String> owners = cluster.preferenceList("cart").subList(0, 3);
        owners.forEach(name -> cluster.host(name).journalDisk());
        done(cluster.put("cart", "milk", Context.NONE, new RequestOptions(0, 0, 3, 0, Durability.DISK)));
        owners.forEach(name -> cluster.host(name).diskOptions(new DiskOptions(Delay.parse("3600s"), 1, true)));
        done(cluster.put("cart", "bread", Context.NONE));
        owners.forEach(name -> cluster.host(name).crashUnsynced());
        owners.forEach(cluster::restart);
        cluster.ask(owners.get(0));
        assertThat(values(cluster.get("cart"))).containsExactly("milk");
    }

    /** It lost its disk, and with it the numbers that it gave its writes. */
    @Test
    void whoeverLostItsDiskComesBackAsSomebodyElseAndIsFilledAgain() {
        SimulatedCluster cluster = cluster("");
        String first = cluster.preferenceList("cart").get(0);
        cluster.ask(first);
        Dot before = done(cluster.put("cart", "milk", Context.NONE)).written();
        cluster.host(first).wipe();
        cluster.replace(first);
        assertThat(cluster.held(first, "cart")).isEmpty();
        Dot after = done(cluster.put("cart", "bread", Context.NONE)).written();
        assertThat(Stream.of(before, after).map(dot -> dot.actor().name())).containsOnly(first);
        assertThat(after.actor().incarnation()).isEqualTo(before.actor().incarnation() + 1);
        assertThat(values(cluster.get("cart"))).containsExactlyInAnyOrder("milk", "bread");
        cluster.pass(Duration.ofSeconds(1));
        assertThat(cluster.held(first, "cart")).containsExactly("bread", "milk");
    }
}
