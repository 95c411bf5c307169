package dev.hearsay.observer.measure;

/** Stale reads, versions behind, age and clock distance, over the done reads of keys with a committed write. */
final class Freshness {
    static final int MOST_VERSIONS = 3;

    private long eligible;
    private long clientEligible;
    private long clientStale;
    private final long[] behind = new long[MOST_VERSIONS + 1];
    private double versions;
    private double distance;
    private final Samples ages = new Samples();

    private int uncovered;
    private int uncoveredByClient;
    private long oldest;
    private long missing;

    /**
     * @param seen what the reading covers of each actor of the key
     */
    void read(Operation read, KeyHistory key, long[] seen) {
        long began = read.invoked;
        if (key.firstCommitted > began && key.firstAcknowledged > began) {
            return;
        }
        uncovered = 0;
        uncoveredByClient = 0;
        oldest = WriteEvent.NEVER;
        missing = 0;
        for (int i = 0; i < key.actorCount(); i++) {
            count(key.actor(i), seen[i], began);
        }
        if (key.firstAcknowledged <= began) {
            clientEligible++;
            clientStale += uncoveredByClient > 0 ? 1 : 0;
        }
        if (key.firstCommitted <= began) {
            eligible++;
            versions += uncovered;
            distance += missing;
            for (int k = 1; k <= Math.min(uncovered, MOST_VERSIONS); k++) {
                behind[k]++;
            }
            if (uncovered > 0) {
                ages.add(began - oldest);
            }
        }
    }

    private void count(ActorHistory actor, long seen, long began) {
        int first = actor.after(seen);
        int upToCommitted = 0;
        for (int i = first; i < actor.size(); i++) {
            WriteEvent event = actor.at(i);
            if (event.acknowledged <= began) {
                uncoveredByClient++;
            }
            if (event.committed <= began) {
                uncovered++;
                oldest = Math.min(oldest, event.committed);
                upToCommitted = i - first + 1;
            }
        }
        missing += upToCommitted;
    }

    void into(Measured out) {
        out.ratio(Catalogue.STALE_READS, behind[1], eligible);
        out.ratio(Catalogue.STALE_READS_CLIENT, clientStale, clientEligible);
        out.ratio(Catalogue.VERSIONS_BEHIND_2, behind[2], eligible);
        out.ratio(Catalogue.VERSIONS_BEHIND_3, behind[3], eligible);
        out.ratio(Catalogue.VERSIONS_BEHIND, versions, eligible);
        out.ratio(Catalogue.CLOCK_DISTANCE, distance, eligible);
        out.millis(Catalogue.AGE_MEAN, eligible == 0 ? Double.NaN : ages.sum() / eligible);
        out.millis(Catalogue.AGE_P50, ages.quantile(0.5));
        out.millis(Catalogue.AGE_P99, ages.quantile(0.99));
        out.millis(Catalogue.AGE_MAX, ages.quantile(1));
    }
}
