package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.api.Address;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a link does to messages. */
class FatesTest {
    private static final int MANY = 20_000;
    private static final Delay WIDE = Delay.parse("1ms + exponential(5ms)");

    private static Simulation simulation(LinkOptions usual) {
        return new Simulation(7, new NetworkOptions(usual, List.of(), true, false));
    }

    private static LinkOptions link(double drop, double duplicate, double reorder, boolean fifo) {
        return new LinkOptions(WIDE, drop, duplicate, reorder, fifo, 0);
    }

    /** Four standard errors: MEASURES, 4.6. */
    private static double tolerance(double p) {
        return 4 * Math.sqrt(p * (1 - p) / MANY);
    }

    private static Correspondent manyLettersOver(LinkOptions options) {
        Simulation simulation = simulation(options);
        Correspondent ann = new Correspondent(simulation, "ann");
        Correspondent bob = new Correspondent(simulation, "bob");
        ann.sendAll(bob, 1, MANY);
        bob.settle();
        return bob;
    }

    @Test
    void asManyMessagesAreLostAsTheDropProbabilitySays() {
        Correspondent bob = manyLettersOver(link(0.1, 0, 0, true));

        assertThat(1 - bob.numbers().size() / (double) MANY).isCloseTo(0.1, within(tolerance(0.1)));
        ChannelCounts counts = bob.host().simulation().network().counts().get("letters");
        assertThat(counts.messages()).isEqualTo(MANY);
        assertThat(counts.bytes()).isEqualTo(24L * MANY);
        assertThat(counts.dropped()).isEqualTo(MANY - bob.numbers().size());
    }

    @Test
    void asManyMessagesArriveTwiceAsTheDuplicateProbabilitySays() {
        List<Long> numbers = manyLettersOver(link(0, 0.05, 0, true)).numbers();

        assertThat(new HashSet<>(numbers)).hasSize(MANY);
        assertThat(numbers.size() / (double) MANY - 1).isCloseTo(0.05, within(tolerance(0.05)));
    }

    @Test
    void asManyMessagesAreHeldBackAsTheReorderProbabilitySays() {
        LinkOptions steady = new LinkOptions(Delay.parse("1ms"), 0, 0, 0.2, true, 0);
        List<Correspondent.Arrival> arrivals = manyLettersOver(steady).arrivals();

        long late = arrivals.stream()
                .filter(arrival -> arrival.nanos() == 2_000_000)
                .count();
        long timely = arrivals.stream()
                .filter(arrival -> arrival.nanos() == 1_000_000)
                .count();
        assertThat(late + timely).isEqualTo(MANY);
        assertThat(late / (double) MANY).isCloseTo(0.2, within(tolerance(0.2)));
    }

    @Test
    void aFifoLinkKeepsTheOrderHoweverTheDelaysVary() {
        assertThat(manyLettersOver(link(0, 0, 0, true)).numbers()).isSorted().hasSize(MANY);
    }

    @Test
    void aLinkWithoutOrderLetsMessagesOvertakeEachOther() {
        List<Long> numbers = manyLettersOver(link(0, 0, 0, false)).numbers();

        assertThat(numbers).isNotEqualTo(numbers.stream().sorted().toList());
    }

    @Test
    void messagesOfOneTimeArriveInTheOrderInWhichTheyWereSent() {
        LinkOptions steady = new LinkOptions(Delay.parse("1ms"), 0, 0, 0, false, 0);

        assertThat(manyLettersOver(steady).numbers()).isSorted();
    }

    @Test
    void aNarrowLinkSendsOneMessageAfterTheOther() {
        Simulation simulation = simulation(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 1_000_000));
        Correspondent ann = new Correspondent(simulation, "ann");
        Correspondent bob = new Correspondent(simulation, "bob");

        ann.send(bob, Letter.named(1).sized(1000));
        ann.send(bob, Letter.named(2).sized(2000));
        simulation.at(10_000_000, () -> ann.send(bob, Letter.named(3).sized(500)));
        bob.settle();

        assertThat(bob.arrivalOf(1)).isEqualTo(2_000_000);
        assertThat(bob.arrivalOf(2)).isEqualTo(4_000_000);
        assertThat(bob.arrivalOf(3)).isEqualTo(11_500_000);
    }

    @Test
    void aMessageToOneselfCostsAHopExactlyIfLoopbackIsOn() {
        LinkOptions lossy = new LinkOptions(Delay.parse("1ms"), 1, 0, 0, true, 0);
        Correspondent near =
                new Correspondent(new Simulation(7, new NetworkOptions(lossy, List.of(), false, false)), "ann");
        Correspondent far = new Correspondent(simulation(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0)), "ann");

        for (Correspondent one : List.of(near, far)) {
            one.send(one, Letter.named(1));
            one.settle();
        }

        assertThat(near.arrivalOf(1)).isZero();
        assertThat(far.arrivalOf(1)).isEqualTo(1_000_000);
    }

    @Test
    void theFirstExceptionThatFitsALinkCounts() {
        LinkOptions quick = new LinkOptions(Delay.parse("0.4ms"), 0, 0, 0, true, 0);
        LinkOptions slow = new LinkOptions(Delay.parse("9ms"), 0, 0, 0, true, 0);
        Simulation simulation = new Simulation(
                7,
                new NetworkOptions(
                        LinkOptions.PERFECT,
                        List.of(
                                new NetworkOptions.Special("client*", "node-*", quick),
                                new NetworkOptions.Special("*", "node-1", slow)),
                        true,
                        false));
        Correspondent client = new Correspondent(simulation, "client-1");
        Correspondent first = new Correspondent(simulation, "node-1");
        Correspondent second = new Correspondent(simulation, "node-2");

        client.send(first, Letter.named(1));
        second.send(first, Letter.named(2));
        first.send(second, Letter.named(3));
        first.settle();

        assertThat(first.arrivalOf(1)).isEqualTo(400_000);
        assertThat(first.arrivalOf(2)).isEqualTo(9_000_000);
        assertThat(second.arrivalOf(3)).isZero();
    }

    @Test
    void changedOptionsHoldForWhatIsSentFromThenOn() {
        Simulation simulation = simulation(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0));
        Correspondent ann = new Correspondent(simulation, "ann");
        Correspondent bob = new Correspondent(simulation, "bob");

        ann.send(bob, Letter.named(1));
        simulation.network().change(new NetworkOptions(link(1, 0, 0, true), List.of(), true, false));
        ann.send(bob, Letter.named(2));
        bob.settle();

        assertThat(bob.numbers()).containsExactly(1L);
    }

    @Test
    void anAddressNobodyListenedAtIsNotTaken() {
        Simulation simulation = simulation(LinkOptions.PERFECT);
        Correspondent ann = new Correspondent(simulation, "ann");
        SimulatedHost silent = simulation.host(new Address("silent", 0));

        assertThat(ann.send(ann, Letter.named(1))).isTrue();
        assertThat(ann.send(silent.address(), Letter.named(2))).isFalse();
    }

    @Test
    void aProbabilityThatIsNoneIsRefused() {
        assertThatThrownBy(() -> link(1.5, 0, 0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("drop must be a probability between 0 and 1, not 1.5");
        assertThatThrownBy(() -> link(0, Double.NaN, 0, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
