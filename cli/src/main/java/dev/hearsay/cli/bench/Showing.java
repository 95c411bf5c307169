package dev.hearsay.cli.bench;

/** Shows how far something is. Calls may come from any thread. */
public interface Showing {
    /** @param what is done, in a word or two */
    void began(String what);

    /**
     * @param share of the work that is done, from 0 to 1
     * @param perSecond operations done in the last second
     */
    void at(double share, double perSecond);

    void ended();
}
