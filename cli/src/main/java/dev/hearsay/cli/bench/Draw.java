package dev.hearsay.cli.bench;

import java.util.random.RandomGenerator;

/** What one client asks, one operation after the other: a function of its stream, and of how many records there are. */
final class Draw {
    /** As YCSB has it: popularity is drawn over so many items, which are then hashed onto the records. */
    private static final long ITEMS = 10_000_000_000L;

    private final CoreWorkload workload;
    private final Records records;
    private final Zipf ranks;
    private final int scanLimit;
    private final RandomGenerator random;

    /** @param ranks {@linkplain #ranks of} the same workload and records; shared */
    Draw(CoreWorkload workload, Records records, Zipf ranks, int scanLimit, RandomGenerator random) {
        this.workload = workload;
        this.records = records;
        this.ranks = ranks;
        this.scanLimit = scanLimit;
        this.random = random;
    }

    static Zipf ranks(CoreWorkload workload, int records, double skew) {
        return new Zipf(workload.latest() ? records : ITEMS, skew);
    }

    void next(Flight flight) {
        Act act = workload.next(random);
        if (act == Act.INSERT) {
            flight.set(act, records.insert(), 1);
        } else {
            flight.set(act, record(), act == Act.SCAN ? 1 + random.nextInt(scanLimit) : 1);
        }
    }

    private int record() {
        long rank = ranks.next(random);
        int present = records.present();
        return workload.latest()
                ? (int) Math.max(0, present - rank)
                : (int) Long.remainderUnsigned(scrambled(rank), present);
    }

    /** The finalizer of SplitMix64: neighbours in popularity are no neighbours in the key space. */
    static long scrambled(long rank) {
        long mixed = (rank ^ rank >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
