package dev.hearsay.transport.inmem.sim;

/**
 * What happens to messages on a link, one way.
 *
 * @param delay how long they take
 * @param drop probability that one is lost
 * @param duplicate probability that one arrives twice; the second time with a delay of its own
 * @param reorder probability that one is held back by a second delay, and may be overtaken
 * @param fifo whether messages keep their order otherwise
 * @param bandwidth bytes per second; 0 for no limit
 */
public record LinkOptions(Delay delay, double drop, double duplicate, double reorder, boolean fifo, long bandwidth) {
    public static final LinkOptions PERFECT = new LinkOptions(Delay.NONE, 0, 0, 0, true, 0);

    public LinkOptions {
        probability("drop", drop);
        probability("duplicate", duplicate);
        probability("reorder", reorder);
        if (bandwidth < 0) {
            throw new IllegalArgumentException("bandwidth must not be negative");
        }
    }

    private static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be a probability between 0 and 1, not " + value);
        }
    }
}
