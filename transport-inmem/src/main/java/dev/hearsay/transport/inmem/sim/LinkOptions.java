package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.port.Leg;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What happens to messages on a link, one way.
 *
 * @param delay how long they take
 * @param legs how long those of some legs of an operation take instead
 * @param drop probability that one is lost
 * @param duplicate probability that one arrives twice; the second time with a delay of its own
 * @param reorder probability that one is held back by a second delay, and may be overtaken
 * @param fifo whether messages keep their order otherwise
 * @param bandwidth bytes per second; 0 for no limit
 */
public record LinkOptions(
        Delay delay,
        Map<Leg, Delay> legs,
        double drop,
        double duplicate,
        double reorder,
        boolean fifo,
        long bandwidth) {
    public static final LinkOptions PERFECT = new LinkOptions(Delay.NONE, 0, 0, 0, true, 0);

    public LinkOptions {
        legs = Collections.unmodifiableMap(copy(legs));
        probability("drop", drop);
        probability("duplicate", duplicate);
        probability("reorder", reorder);
        if (bandwidth < 0) {
            throw new IllegalArgumentException("bandwidth must not be negative");
        }
    }

    public LinkOptions(Delay delay, double drop, double duplicate, double reorder, boolean fifo, long bandwidth) {
        this(delay, new EnumMap<>(Leg.class), drop, duplicate, reorder, fifo, bandwidth);
    }

    Delay delay(Leg leg) {
        return legs.getOrDefault(leg, delay);
    }

    /** {@link EnumMap} cannot be made from an empty map of another kind. */
    private static Map<Leg, Delay> copy(Map<Leg, Delay> legs) {
        Map<Leg, Delay> copy = new EnumMap<>(Leg.class);
        copy.putAll(legs);
        return copy;
    }

    private static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be a probability between 0 and 1, not " + value);
        }
    }
}
