package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTest {
    private final Simulation simulation = new Simulation(
            1, new NetworkOptions(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0), List.of(), true, false));
    private final Correspondent ann = new Correspondent(simulation, "ann");
    private final Correspondent bob = new Correspondent(simulation, "bob");
    private final Correspondent cid = new Correspondent(simulation, "cid");

    private void everybodyWritesToEverybody(long number) {
        List<Correspondent> all = List.of(ann, bob, cid);
        for (Correspondent from : all) {
            for (Correspondent to : all) {
                assertThat(from.send(to, Letter.named(number))).isTrue();
            }
        }
        ann.settle();
    }

    private static List<String> sendersTo(Correspondent to) {
        List<String> names = to.arrivals().stream()
                .map(arrival -> arrival.from().host())
                .sorted()
                .toList();
        to.arrivals().clear();
        return names;
    }

    @Test
    void aPartitionBothWaysLosesWhatCrossesItAndNothingElse() {
        simulation.network().partition(List.of(ann.address()), List.of(bob.address(), cid.address()));
        everybodyWritesToEverybody(1);

        assertThat(sendersTo(ann)).containsExactly("ann");
        assertThat(sendersTo(bob)).containsExactly("bob", "cid");
        assertThat(sendersTo(cid)).containsExactly("bob", "cid");
        assertThat(simulation.network().counts().get("letters").dropped()).isEqualTo(4);
    }

    @Test
    void aPartitionOneWayLosesOnlyThatDirection() {
        simulation.network().cut(List.of(ann.address()), List.of(bob.address(), cid.address()));
        everybodyWritesToEverybody(1);

        assertThat(sendersTo(ann)).containsExactly("ann", "bob", "cid");
        assertThat(sendersTo(bob)).containsExactly("bob", "cid");
    }

    @Test
    void whatIsUnderWayWhenALinkIsCutStillArrives() {
        ann.send(bob, Letter.named(1));
        simulation.network().cut(ann.address(), bob.address());
        ann.send(bob, Letter.named(2));
        bob.settle();

        assertThat(bob.numbers()).containsExactly(1L);
    }

    @Test
    void healingUndoesEveryCutOrOne() {
        simulation.network().partition(List.of(ann.address()), List.of(bob.address(), cid.address()));
        simulation.network().heal(ann.address(), bob.address());
        everybodyWritesToEverybody(1);
        assertThat(sendersTo(bob)).containsExactly("ann", "bob", "cid");
        assertThat(sendersTo(ann)).containsExactly("ann");
        sendersTo(cid);

        simulation.network().heal();
        everybodyWritesToEverybody(2);
        assertThat(sendersTo(ann)).containsExactly("ann", "bob", "cid");
        assertThat(sendersTo(cid)).containsExactly("ann", "bob", "cid");
    }

    @Test
    void changedOptionsDoNotMendACut() {
        simulation.network().cut(ann.address(), bob.address());
        simulation.network().change(NetworkOptions.PERFECT);
        ann.send(bob, Letter.named(1));
        bob.settle();

        assertThat(bob.numbers()).isEmpty();
    }
}
