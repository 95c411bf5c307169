package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Leg;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.tcp.MessageFaults;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Real links that behave as a condition says, by the laws of delay of the simulated network. What is not set up is not disturbed. The
 * transport below keeps order and loses nothing by itself, so what is lost, late, doubled or overtaken is so because of this.
 */
final class FaultyLinks implements MessageFaults {
    private static final long[] LOST = {};
    private static final long[] AT_ONCE = {0};
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final RandomGenerator random;
    private final Map<Address, Link> links = new HashMap<>();

    FaultyLinks(LongSupplier clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized void set(LinkFaults faults) {
        Link before = links.get(faults.to());
        Link link = new Link(faults);
        if (before != null) {
            link.lastArrival = before.lastArrival;
            link.freeAt = before.freeAt;
        }
        links.put(faults.to(), link);
    }

    @Override
    public synchronized long[] fate(Address to, Leg leg, int bytes) {
        Link link = links.get(to);
        if (link == null) {
            return AT_ONCE;
        }
        if (link.faults.cut() || happens(link.faults.drop())) {
            return LOST;
        }
        long now = clock.getAsLong();
        Delay delay = link.delays.getOrDefault(leg, link.delay);
        long first = link.arrival(now, delay.nanos(random.nextLong()), bytes);
        if (happens(link.faults.reorder())) {
            first += delay.nanos(random.nextLong());
        } else if (link.faults.ordered()) {
            first = Math.max(first, link.lastArrival);
            link.lastArrival = first;
        }
        if (happens(link.faults.duplicate())) {
            return new long[] {first - now, delay.nanos(random.nextLong())};
        }
        return first == now ? AT_ONCE : new long[] {first - now};
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    private static final class Link {
        final LinkFaults faults;
        final Delay delay;
        final Map<Leg, Delay> delays = new EnumMap<>(Leg.class);
        long lastArrival = Long.MIN_VALUE;
        /** When the last byte handed over before will have left. */
        double freeAt = Double.NEGATIVE_INFINITY;

        Link(LinkFaults faults) {
            this.faults = faults;
            this.delay = Delay.parse(faults.delay());
            faults.legs().forEach((leg, law) -> delays.put(Leg.valueOf(leg), Delay.parse(law)));
        }

        long arrival(long now, long delayNanos, int bytes) {
            if (faults.bandwidth() == 0) {
                return now + delayNanos;
            }
            freeAt = Math.max(freeAt, now) + bytes * NANOS / faults.bandwidth();
            return (long) freeAt + delayNanos;
        }
    }
}
