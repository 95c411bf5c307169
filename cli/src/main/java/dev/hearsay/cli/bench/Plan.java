package dev.hearsay.cli.bench;

/** Says what is done next. Safe for many threads. */
@FunctionalInterface
interface Plan {
    /**
     * @param client who asks
     * @return false if there is nothing more to do
     */
    boolean next(int client, Flight flight);
}
