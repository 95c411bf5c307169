package dev.hearsay.transport.inmem.sim;

/** A law of delays. The delay of a message is a function of its identity, so that it does not matter what was drawn before. */
@FunctionalInterface
public interface Delay {
    Delay NONE = identity -> 0;

    /** Nanoseconds, never negative, for the message of this (well mixed) identity. */
    long nanos(long identity);

    /**
     * A law as people write it:
     *
     * <ul>
     *   <li>{@code 0.5ms} or {@code constant(0.5ms)}
     *   <li>{@code uniform(1ms, 5ms)}
     *   <li>{@code exponential(5ms)}, by its mean
     *   <li>{@code normal(5ms, 1ms)}, mean and standard deviation, cut off at 0
     *   <li>{@code log-normal(5ms, 0.5)}, median and the standard deviation of the logarithm
     *   <li>{@code pareto(1ms, 2.5)}, least value and alpha
     *   <li>{@code mix(90% uniform(1ms, 2ms), 10% exponential(20ms))}, shares that sum to 100 %
     *   <li>{@code empirical(delays.txt)}, one duration on each line of a file, each as likely as the others
     *   <li>sums of these: {@code 0.4ms + exponential(2ms)}
     * </ul>
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with the text
     */
    static Delay parse(String text) {
        return new DelayParser(text).parse();
    }
}
