package dev.hearsay.storage.disk;

/**
 * The syncs of several lanes, each of which has a {@link GroupSync}, on one thread of the disk: one that begins after a lane asked serves that
 * lane too.
 *
 * <p><b>Invariant:</b> whoever is told had written before it looked at {@code begun}, and a sync began after that, and has ended without a
 * failure: its own, or one with a higher number. One that failed is known to {@link DiskHealth}, which is asked first.
 */
public final class CommonSync {
    /** How many have begun; changed by the thread of the disk only. */
    private volatile long begun;

    /** For one lane. */
    public GroupSync.Force of(GroupSync.Force own) {
        return new Part(own);
    }

    private final class Part implements GroupSync.Force {
        private final GroupSync.Force own;
        private long seen;

        Part(GroupSync.Force own) {
            this.own = own;
        }

        @Override
        public void prepare() {
            own.prepare();
            seen = begun;
        }

        @Override
        public void force() {
            if (begun == seen) {
                begun = seen + 1;
                own.force();
            }
        }
    }
}
