package dev.hearsay.versioning;

/**
 * @param granularity what a clock hangs on
 * @param maxEntries the most entries a client write leaves in a clock; 0 for no limit
 */
record VectorClockSettings(Granularity granularity, int maxEntries) {
    enum Granularity {
        /** Every sibling has its own clock. */
        PER_VERSION,
        /** One clock for all siblings. */
        PER_CELL
    }

    VectorClockSettings {
        if (maxEntries < 0) {
            throw new IllegalArgumentException(
                    "max-entries must be 0, for no pruning, or a number of entries above it");
        }
    }
}
