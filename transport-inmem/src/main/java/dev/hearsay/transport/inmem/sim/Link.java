package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.port.Leg;
import java.util.Arrays;

/**
 * One way from one host to another.
 *
 * <p>The fate of a message is a 64-bit word, hashed from the link, the channel and what the message is about; each thing that
 * may happen to the message takes a uniform number of its own from that word. So a fate depends neither on what else was sent
 * nor on when, and two runs that send the same message meet the same delay.
 */
final class Link {
    private static final double NANOS = 1e9;
    private static final int DROP = 101;
    private static final int DUPLICATE = 102;
    private static final int REORDER = 103;
    private static final int AGAIN = 104;
    private static final int HELD = 105;
    private static final Leg[] LEGS = Leg.values();

    final SimulatedHost from;
    final SimulatedHost to;
    final long identity;
    boolean blocked;
    private LinkOptions options;
    /** By leg. */
    private final Delay[] delays = new Delay[LEGS.length];

    /** By channel: how many of its messages had no identity of their own. */
    private long[] nameless = new long[0];

    private long lastArrival;
    /** When the last byte handed over before will have left. */
    private double freeAt;

    Link(SimulatedHost from, SimulatedHost to, long identity, LinkOptions options) {
        this.from = from;
        this.to = to;
        this.identity = identity;
        become(options);
    }

    void become(LinkOptions next) {
        options = next;
        for (Leg leg : LEGS) {
            delays[leg.ordinal()] = next.delay(leg);
        }
    }

    /** What decides the fate of a message. */
    long fate(ChannelCounts channel, long message) {
        return Hash.mix(identity ^ channel.identity, message == 0 ? ~next(channel.channel) : message);
    }

    private long next(int channel) {
        if (channel >= nameless.length) {
            nameless = Arrays.copyOf(nameless, channel + 1);
        }
        return ++nameless[channel];
    }

    boolean drops(long fate) {
        return happens(options.drop(), fate, DROP);
    }

    boolean duplicates(long fate) {
        return happens(options.duplicate(), fate, DUPLICATE);
    }

    private static boolean happens(double probability, long fate, int what) {
        return probability > 0 && Hash.uniform(fate, what) < probability;
    }

    /** When a message sent now arrives. One that is held back lets others overtake it, and delays none. */
    long arrival(long now, long fate, int bytes, Leg leg) {
        Delay delay = delays[leg.ordinal()];
        long at = sent(now, bytes) + delay.nanos(fate);
        if (happens(options.reorder(), fate, REORDER)) {
            return at + delay.nanos(Hash.mix(fate, HELD));
        }
        if (options.fifo()) {
            at = Math.max(at, lastArrival);
            lastArrival = at;
        }
        return at;
    }

    /** When its last byte leaves: those of earlier messages go first. */
    private long sent(long now, int bytes) {
        if (options.bandwidth() == 0) {
            return now;
        }
        freeAt = Math.max(freeAt, now) + bytes * NANOS / options.bandwidth();
        return (long) freeAt;
    }

    /** When its double arrives: in no order, and not counted against the bandwidth. */
    long secondArrival(long now, long fate, Leg leg) {
        return now + delays[leg.ordinal()].nanos(Hash.mix(fate, AGAIN));
    }
}
