package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed gives the same run; and what one part of a program does shifts no fate of another's. */
class PairingTest {
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("0.4ms + exponential(2ms)"), 0.1, 0.05, 0.05, false, 0),
            List.of(),
            true,
            false);

    /** Five hosts that write to each other, made in the order of {@code names}; returns the run when all is done. */
    private static Simulation gossip(long seed, List<String> names) {
        Simulation simulation = new Simulation(seed, NETWORK);
        names.forEach(name -> simulation.host(new Address(name, 0)));
        List<Correspondent> all = names.stream()
                .sorted()
                .map(name -> new Correspondent(simulation, name))
                .toList();
        for (int i = 0; i < 500; i++) {
            Correspondent from = all.get(i % all.size());
            Correspondent to = all.get(i * 7 % all.size());
            int number = i;
            from.host().environment("gossip").after(Duration.ofMillis(i), () -> from.send(to, Letter.nameless(number)));
        }
        simulation.runUntil(10_000_000_000L);
        return simulation;
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        List<String> names = List.of("a", "b", "c", "d", "e");

        Simulation once = gossip(3, names);
        Simulation again = gossip(3, names);

        assertThat(again.traceDigest()).isEqualTo(once.traceDigest());
        assertThat(again.events()).isEqualTo(once.events()).isGreaterThan(900);
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        List<String> names = List.of("a", "b", "c", "d", "e");

        assertThat(gossip(4, names).traceDigest()).isNotEqualTo(gossip(3, names).traceDigest());
    }

    @Test
    void theOrderInWhichHostsAreMadeLeavesNoTrace() {
        long digest = gossip(3, List.of("a", "b", "c", "d", "e")).traceDigest();

        assertThat(gossip(3, List.of("d", "b", "e", "a", "c")).traceDigest()).isEqualTo(digest);
    }

    /** The digest of a well-known run, so that a change of any fate on any machine is noticed. */
    @Test
    void theRunOfASeedIsTheSameOnEveryMachine() {
        assertThat(gossip(3, List.of("a", "b", "c", "d", "e")).traceDigest()).isEqualTo(0x83755A09679B5899L);
    }

    @Test
    void anExtraMessageElsewhereShiftsNoFate() {
        List<Correspondent.Arrival> plain = lettersToBob(false);
        List<Correspondent.Arrival> busy = lettersToBob(true);

        assertThat(busy).isEqualTo(plain).hasSizeGreaterThan(800);
    }

    /** What reaches Bob on his channel; if it is busy, much else is sent over the same link and others. */
    private static List<Correspondent.Arrival> lettersToBob(boolean busy) {
        Simulation simulation = new Simulation(11, NETWORK);
        Correspondent ann = new Correspondent(simulation, "ann");
        Correspondent bob = new Correspondent(simulation, "bob");
        Correspondent cid = new Correspondent(simulation, "cid");
        Correspondent annGossips = new Correspondent(simulation, "ann", "gossip");
        Correspondent bobGossips = new Correspondent(simulation, "bob", "gossip");
        for (int i = 1; i <= 1000; i++) {
            long number = i;
            simulation.at(i * 1_000_000L, () -> {
                if (busy) {
                    annGossips.send(bobGossips, Letter.nameless(number));
                    ann.send(cid, Letter.nameless(number));
                }
                ann.send(bob, number % 2 == 0 ? Letter.named(number) : Letter.nameless(number));
            });
        }
        bob.settle();
        return bob.arrivals();
    }

    @Test
    void aMessageMeetsItsFateWheneverItIsSent() {
        Simulation simulation = new Simulation(11, NETWORK);
        Correspondent ann = new Correspondent(simulation, "ann");
        Correspondent bob = new Correspondent(simulation, "bob");
        ann.sendAll(bob, 1, 200);
        bob.settle();
        long start = simulation.nanoTime();
        List<Correspondent.Arrival> first = List.copyOf(bob.arrivals());
        bob.arrivals().clear();

        ann.sendAll(bob, 1, 200);
        bob.settle();

        assertThat(bob.arrivals())
                .isEqualTo(first.stream()
                        .map(arrival ->
                                new Correspondent.Arrival(start + arrival.nanos(), arrival.from(), arrival.number()))
                        .toList());
    }

    @Test
    void linksChannelsAndDirectionsDrawApart() {
        Simulation simulation = new Simulation(11, NETWORK);
        Correspondent ann = new Correspondent(simulation, "ann");
        Correspondent bob = new Correspondent(simulation, "bob");
        ann.sendAll(bob, 1, 200);
        bob.sendAll(ann, 1, 200);
        bob.settle();

        assertThat(ann.arrivals().stream().map(Correspondent.Arrival::nanos).toList())
                .doesNotContainAnyElementsOf(bob.arrivals().stream()
                        .map(Correspondent.Arrival::nanos)
                        .toList());
    }

    @Test
    void streamsAreNamedAndIndependentOfTheOrderOfCalls() {
        Streams streams = new Streams(5);
        long first = streams.stream("node-1", "membership").nextLong();

        streams.stream("node-2", "membership").nextLong();

        assertThat(streams.stream("node-1", "membership").nextLong()).isEqualTo(first);
        assertThat(new Streams(5).stream("node-1", "membership").nextLong()).isEqualTo(first);
        assertThat(new Streams(6).stream("node-1", "membership").nextLong()).isNotEqualTo(first);
        assertThat(streams.hash("ab", "c")).isNotEqualTo(streams.hash("a", "bc"));
    }
}
