package dev.hearsay.cli.bench;

import dev.hearsay.api.request.Outcome;
import dev.hearsay.observer.history.Ending;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts what becomes of operations. Only those count that were intended within the window. Adding is wait-free and safe for many
 * threads; {@link #drain} and what comes after it are for one.
 *
 * <p>Times are from the intended start to the answer, to three digits above a microsecond.
 */
final class Meter {
    private static final Ending[] ENDINGS = Ending.values();
    private static final Outcome.Reason[] REASONS = Outcome.Reason.values();
    private static final long RESOLUTION_NANOS = 1_000;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final long beginNanos;
    private final long endNanos;
    private final AtomicReferenceArray<Recorder> recorders =
            new AtomicReferenceArray<>(Act.values().length * ENDINGS.length);
    private final AtomicLongArray reasons = new AtomicLongArray(ENDINGS.length * REASONS.length);
    private final Recorder waits = recorder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder inTime = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final LongAdder siblings = new LongAdder();
    private final LongAdder readings = new LongAdder();
    private final Map<Act, Map<Ending, Histogram>> totals = new EnumMap<>(Act.class);
    private final Histogram totalWaits = histogram();
    private Histogram spareWaits;

    /** Told of what was drained. */
    interface Interval {
        void has(Act act, Ending ending, Histogram times);
    }

    /** @param endNanos {@link Long#MAX_VALUE} if it is not known yet */
    Meter(long beginNanos, long endNanos) {
        this.beginNanos = beginNanos;
        this.endNanos = endNanos;
    }

    private static Recorder recorder() {
        return new Recorder(RESOLUTION_NANOS, LONGEST_NANOS, DIGITS);
    }

    static Histogram histogram() {
        return new Histogram(RESOLUTION_NANOS, LONGEST_NANOS, DIGITS);
    }

    void add(Flight flight) {
        long intended = flight.intendedNanos();
        ended.increment();
        if (intended - beginNanos < 0 || endNanos != Long.MAX_VALUE && intended - endNanos >= 0) {
            return;
        }
        Outcome outcome = flight.outcome();
        Ending ending = Ending.UNKNOWN;
        if (outcome instanceof Outcome.Done done) {
            ending = Ending.DONE;
            inTime.add(endNanos == Long.MAX_VALUE || flight.endedNanos() - endNanos < 0 ? 1 : 0);
            read(flight.act(), done);
        } else if (outcome instanceof Outcome.Refused refused) {
            ending = Ending.REFUSED;
            count(ending, refused.reason());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            count(ending, unknown.reason());
        }
        recorder(flight.act(), ending).recordValue(clamped(flight.endedNanos() - intended));
        if (flight.startedNanos() != intended) {
            waits.recordValue(clamped(flight.startedNanos() - intended));
        }
    }

    private static long clamped(long nanos) {
        return Math.max(0, Math.min(LONGEST_NANOS, nanos));
    }

    private void read(Act act, Outcome.Done done) {
        if (act == Act.READ || act == Act.SCAN) {
            int values = done.reading().values().size();
            readings.increment();
            siblings.add(values);
            empty.add(values == 0 ? 1 : 0);
        }
    }

    private void count(Ending ending, Outcome.Reason reason) {
        reasons.incrementAndGet(ending.ordinal() * REASONS.length + reason.ordinal());
    }

    private Recorder recorder(Act act, Ending ending) {
        int index = act.ordinal() * ENDINGS.length + ending.ordinal();
        Recorder found = recorders.get(index);
        if (found == null) {
            recorders.compareAndSet(index, null, recorder());
            found = recorders.get(index);
        }
        return found;
    }

    /** Takes what came since the last time into the totals. */
    void drain(Interval interval) {
        for (Act act : Act.values()) {
            for (Ending ending : ENDINGS) {
                Recorder recorder = recorders.get(act.ordinal() * ENDINGS.length + ending.ordinal());
                if (recorder != null) {
                    Histogram times = recorder.getIntervalHistogram();
                    if (times.getTotalCount() > 0) {
                        total(act, ending).add(times);
                        interval.has(act, ending, times);
                    }
                }
            }
        }
        spareWaits = waits.getIntervalHistogram(spareWaits);
        totalWaits.add(spareWaits);
    }

    private Histogram total(Act act, Ending ending) {
        return totals.computeIfAbsent(act, absent -> new EnumMap<>(Ending.class))
                .computeIfAbsent(ending, absent -> histogram());
    }

    long count(Act act, Ending ending) {
        Histogram times = totals.getOrDefault(act, Map.of()).get(ending);
        return times == null ? 0 : times.getTotalCount();
    }

    long count(Ending ending) {
        long count = 0;
        for (Act act : Act.values()) {
            count += count(act, ending);
        }
        return count;
    }

    /** How often for which reason operations ended so. */
    Map<Outcome.Reason, Long> reasons(Ending ending) {
        Map<Outcome.Reason, Long> found = new EnumMap<>(Outcome.Reason.class);
        for (Outcome.Reason reason : REASONS) {
            long count = reasons.get(ending.ordinal() * REASONS.length + reason.ordinal());
            if (count > 0) {
                found.put(reason, count);
            }
        }
        return found;
    }

    /**
     * Times of one kind of operation. What is unknown is in there with the time after which that was clear, or a timeout would look like
     * nothing; what was refused is not, or failing fast would look fast.
     */
    Histogram times(Act act) {
        Histogram times = histogram();
        totals.getOrDefault(act, Map.of()).forEach((ending, some) -> {
            if (ending != Ending.REFUSED) {
                times.add(some);
            }
        });
        return times;
    }

    /** From the intended start to the real one. */
    Histogram waits() {
        return totalWaits;
    }

    /** All that ended, counted or not. */
    long ended() {
        return ended.sum();
    }

    /** Operations done within the window. */
    long inTime() {
        return inTime.sum();
    }

    /** Done reads that found nothing. */
    long empty() {
        return empty.sum();
    }

    /** Values per done read. */
    double siblings() {
        return readings.sum() == 0 ? 0 : siblings.sum() / (double) readings.sum();
    }

    static String words(Outcome.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
