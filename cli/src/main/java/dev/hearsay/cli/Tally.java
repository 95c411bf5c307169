package dev.hearsay.cli;

import dev.hearsay.api.request.Outcome;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of the operations of one measurement. Times are from the asking to the answer; what was not done does not enter them. */
final class Tally {
    private static final int DIGITS = 3;

    private final long begun = System.nanoTime();
    private final Histogram reads = new Histogram(TimeUnit.HOURS.toNanos(1), DIGITS);
    private final Histogram writes = new Histogram(TimeUnit.HOURS.toNanos(1), DIGITS);
    private long refused;
    private long unknown;
    private long nanos;

    void add(Outcome outcome, long took, boolean read) {
        if (outcome instanceof Outcome.Done) {
            (read ? reads : writes).recordValue(took);
        } else if (outcome instanceof Outcome.Refused) {
            refused++;
        } else {
            unknown++;
        }
    }

    Tally ended() {
        nanos = System.nanoTime() - begun;
        return this;
    }

    long done() {
        return reads.getTotalCount() + writes.getTotalCount();
    }

    long notDone() {
        return refused + unknown;
    }

    double perSecond() {
        return done() / (nanos / 1e9);
    }

    void print(PrintWriter out) {
        out.printf(
                "%,.0f operations/s: %,d done, %,d refused, %,d unknown in %.1f s%n",
                perSecond(), done(), refused, unknown, nanos / 1e9);
        out.printf("%8s %10s %9s %9s %9s %9s %9s%n", "ms", "count", "p50", "p90", "p99", "p99.9", "max");
        print("reads", reads, out);
        print("writes", writes, out);
        out.flush();
    }

    private static void print(String name, Histogram times, PrintWriter out) {
        if (times.getTotalCount() > 0) {
            out.printf(
                    "%8s %,10d %9.2f %9.2f %9.2f %9.2f %9.2f%n",
                    name,
                    times.getTotalCount(),
                    times.getValueAtPercentile(50) / 1e6,
                    times.getValueAtPercentile(90) / 1e6,
                    times.getValueAtPercentile(99) / 1e6,
                    times.getValueAtPercentile(99.9) / 1e6,
                    times.getMaxValue() / 1e6);
        }
    }
}
