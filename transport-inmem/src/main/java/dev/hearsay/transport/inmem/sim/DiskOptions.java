package dev.hearsay.transport.inmem.sim;

/**
 * How the disk of one host behaves. It belongs to the host, so a disk that replaces a wiped one behaves the same.
 *
 * @param sync how long a sync takes
 * @param slow a sync takes this many times as long: 1 for a disk that is well
 * @param journal whether the disk remembers what a power cut would take. Without it {@link SimulatedHost#crashUnsynced} takes
 *     nothing; with it every put costs one more look-up, and most runs never cut the power
 */
public record DiskOptions(Delay sync, double slow, boolean journal) {
    public static final DiskOptions PERFECT = new DiskOptions(Delay.NONE, 1, false);

    public DiskOptions {
        if (!(slow >= 0 && slow < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a disk is slow by a factor of 0 or more, not " + slow);
        }
    }

    public DiskOptions withSync(Delay next) {
        return new DiskOptions(next, slow, journal);
    }

    public DiskOptions withSlow(double next) {
        return new DiskOptions(sync, next, journal);
    }

    public DiskOptions withJournal(boolean next) {
        return new DiskOptions(sync, slow, next);
    }
}
