package dev.hearsay.observer.measure;

import static dev.hearsay.observer.Metric.Better.HIGHER;
import static dev.hearsay.observer.Metric.Better.LOWER;
import static dev.hearsay.observer.Metric.Better.NEITHER;

import dev.hearsay.observer.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every metric of a run, with its unit and its definition, in the order of the columns. */
public final class Catalogue {
    /** Rises with every change of a definition. */
    public static final int DEFINITIONS_VERSION = 1;

    public static final Metric STALE_READS = share(
            "stale_reads",
            LOWER,
            "Done reads that do not cover some write committed before they began, among done reads of keys with a"
                    + " committed write (omniscient; P(k >= 1) of k-staleness).");
    public static final Metric STALE_READS_CLIENT = share(
            "stale_reads_client",
            LOWER,
            "Done reads that do not cover some "
                    + "write that a client was told is done before they began, among reads of keys with such a write.");
    public static final Metric STALE_READS_SEED_RULE = share(
            "stale_reads_seed_rule",
            LOWER,
            "Done gets that return neither the value of the latest put that had finished before they began nor that of"
                    + " a put that was open while they were, among all done gets.");
    public static final Metric VERSIONS_BEHIND = of(
            "versions_behind",
            "versions",
            LOWER,
            "Mean number of writes committed " + "before a read began that it does not cover; fresh reads count as 0.");
    public static final Metric VERSIONS_BEHIND_2 =
            share("versions_behind_2_or_more", LOWER, "Reads that miss at least two " + "committed writes.");
    public static final Metric VERSIONS_BEHIND_3 =
            share("versions_behind_3_or_more", LOWER, "Reads that miss at least " + "three committed writes.");
    public static final Metric CLOCK_DISTANCE = of(
            "clock_distance",
            "events",
            LOWER,
            "Mean number of events, summed over "
                    + "the actors of a key, between what a read covers and the join of all committed clocks.");
    public static final Metric AGE_MEAN = ms(
            "age_mean",
            LOWER,
            "Mean time since the oldest missing write was committed, " + "over all reads; fresh reads count as 0.");
    public static final Metric AGE_P50 = ms("age_p50", LOWER, "Median age of the stale reads.");
    public static final Metric AGE_P99 = ms("age_p99", LOWER, "99th percentile of the age of the stale reads.");
    public static final Metric AGE_MAX = ms("age_max", LOWER, "The greatest age of a read.");
    public static final Metric READ_YOUR_WRITES_VIOLATIONS = share(
            "read_your_writes_violations",
            LOWER,
            "Done reads that " + "do not cover the client's own last done write of the key, per eligible pair.");
    public static final Metric READ_YOUR_WRITES_PAIRS =
            of("read_your_writes_pairs", "pairs", NEITHER, "Done reads after an own done write of the key.");
    public static final Metric MONOTONIC_READS_VIOLATIONS = share(
            "monotonic_reads_violations",
            LOWER,
            "Done reads that do " + "not cover what the client's previous read of the key covered, per eligible pair.");
    public static final Metric MONOTONIC_READS_PAIRS = of(
            "monotonic_reads_pairs",
            "pairs",
            NEITHER,
            "Successive done reads of a key by one client that do not overlap.");
    public static final Metric LOST_UPDATES = of(
            "lost_updates",
            "writes",
            LOWER,
            "Acknowledged puts that at rest are no " + "live value, and that no later write had been shown.");
    public static final Metric LOST_UPDATE_RATE =
            share("lost_update_rate", LOWER, "Lost updates per acknowledged put.");
    public static final Metric SIBLINGS_MEAN =
            of("siblings_mean", "values", LOWER, "Mean number of live values per done read that found any.");
    public static final Metric SIBLINGS_MAX =
            of("siblings_max", "values", LOWER, "Most live values that one read found.");
    public static final Metric SIBLINGS_AT_END = of(
            "siblings_at_end",
            "values",
            LOWER,
            "Mean number of live values per key at rest, of the keys that have any.");
    public static final Metric FALSE_CONCURRENCY = share(
            "false_concurrency",
            LOWER,
            "Writes seen side by side with a value " + "that they had been given to replace, per write.");
    public static final Metric WINDOW_P50 = ms(
            "inconsistency_window_p50",
            LOWER,
            "Median time from the commit of a write " + "until the last of its owners covers it.");
    public static final Metric WINDOW_P99 =
            ms("inconsistency_window_p99", LOWER, "99th percentile of the inconsistency window.");
    public static final Metric WINDOW_MAX = ms("inconsistency_window_max", LOWER, "The longest inconsistency window.");
    public static final Metric WINDOW_CENSORED = share(
            "inconsistency_window_censored",
            LOWER,
            "Committed writes that some "
                    + "owner did not cover by the end of the run; they are in no quantile of the window.");
    public static final Metric DIVERGENCE_MAX = share(
            "divergence_max",
            LOWER,
            "The share of (key, replica) pairs that do not cover all committed writes of the key, when the load has ended"
                    + " or at rest, whichever is larger.");
    public static final Metric DIVERGENCE_AT_END = share("divergence_at_end", LOWER, "The same share at rest.");
    public static final Metric CONVERGED = of(
            "converged",
            "bool",
            HIGHER,
            "1 if all live replicas of every key became equal before the horizon, else 0.");
    public static final Metric CONVERGENCE_TIME = ms(
            "convergence_time",
            LOWER,
            "From the last write or heal until all live "
                    + "replicas of every key are equal; empty if the horizon came first (censored).");
    public static final Metric READS = of("reads", "operations", NEITHER, "Reads begun after the warm-up.");
    public static final Metric WRITES =
            of("writes", "operations", NEITHER, "Puts and deletes begun after the warm-up.");
    public static final Metric DONE = share("done", HIGHER, "Operations that enough replicas answered.");
    public static final Metric REFUSED = share("refused", LOWER, "Operations refused: nothing was promised.");
    public static final Metric UNKNOWN =
            share("unknown", LOWER, "Operations of unknown outcome, those still open at the end " + "included.");
    public static final Metric TIMEOUTS = of("timeouts", "operations", LOWER, "Operations whose time was over.");
    public static final Metric THROUGHPUT = of(
            "throughput",
            "ops_per_s",
            HIGHER,
            "Done operations per virtual second, from " + "the first intended start to the last answer.");
    public static final Metric READ_GAP =
            ms("read_interarrival", NEITHER, "Mean time between successive reads of a key, over all such gaps.");
    public static final Metric WRITE_GAP =
            ms("write_interarrival", NEITHER, "Mean time between successive writes of a key, over all such gaps.");
    public static final Metric MESSAGES = of(
            "messages",
            "messages_per_op",
            LOWER,
            "Messages handed to the network per operation begun, warm-up included.");
    public static final Metric BYTES = of("bytes", "bytes_per_op", LOWER, "Wire bytes per operation begun.");
    public static final Metric MESSAGES_DROPPED = share("messages_dropped", NEITHER, "Messages that never arrived.");
    public static final Metric MEMBERSHIP_MESSAGES = of(
            "membership_messages_rate",
            "messages_per_node_s",
            LOWER,
            "Messages of the membership protocol per node and virtual second.");
    public static final Metric MEMBERSHIP_BYTES = of(
            "membership_bytes_rate",
            "bytes_per_node_s",
            LOWER,
            "Wire bytes of the membership protocol per node and virtual second.");
    public static final Metric HINTS_STORED =
            of("hints_stored", "hints", NEITHER, "Writes that stand-ins took for owners.");
    public static final Metric HINTS_DELIVERED =
            of("hints_delivered", "hints", NEITHER, "Hints that reached their owner.");
    public static final Metric HINTS_DROPPED = of("hints_dropped", "hints", LOWER, "Hints that could not be kept.");
    public static final Metric READ_REPAIRS =
            of("read_repairs", "repairs", NEITHER, "Replicas that were sent what a read found they lacked.");
    public static final Metric OFFERS = of("anti_entropy_offers", "cells", NEITHER, "Cells that anti-entropy sent.");
    public static final Metric RECONCILIATIONS =
            of("reconciliations", "comparisons", NEITHER, "Comparisons of a partition with a peer.");
    public static final Metric RECONCILIATIONS_IN_SYNC =
            share("reconciliations_in_sync", NEITHER, "Comparisons that found no difference.");
    public static final Metric RECONCILIATIONS_ABANDONED =
            share("reconciliations_abandoned", LOWER, "Comparisons that no answer ended.");
    public static final Metric SUSPICIONS =
            of("suspicions", "changes", NEITHER, "Times that a node began to suspect a peer.");

    public static final Metric OUTAGES =
            of("outages", "outages", NEITHER, "Times that a node stopped: was paused, crashed or lost its disk.");
    public static final Metric DETECTION_FIRST = ms(
            "detection_first",
            LOWER,
            "Mean time from a node's stop until the first running node suspects it, over the outages that came so far.");
    public static final Metric DETECTION_ALL = ms(
            "detection_all",
            LOWER,
            "Mean time from a node's stop until every running node suspects it, over the outages that came so far.");
    public static final Metric OUTAGES_MISSED =
            share("outages_missed", LOWER, "Outages that were over before any running node suspected the node.");
    public static final Metric OUTAGES_NOT_BY_ALL =
            share("outages_not_by_all", LOWER, "Outages that were over before every running node suspected the node.");
    public static final Metric FALSE_SUSPICIONS = of(
            "false_suspicions",
            "suspicions_per_node_h",
            LOWER,
            "Times that a node began to suspect one that was running, per node and virtual hour.");

    private static final List<String> MOMENTS = List.of("mean", "p50", "p90", "p99", "p999", "max");
    private static final List<Metric> ALL = collect();

    private Catalogue() {}

    /** Everything, in the order of the columns. */
    public static List<Metric> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException if there is no metric of that name */
    public static Metric named(String name) {
        for (Metric metric : ALL) {
            if (metric.name().equals(name)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("there is no metric " + name);
    }

    /**
     * @param kind {@code read} or {@code write}
     * @param moment one of mean, p50, p90, p99, p999, max
     */
    public static Metric latency(String kind, String moment) {
        return ms(
                kind + "_latency_" + moment,
                LOWER,
                "Latency of " + kind + "s from the intended start, done or unknown; an "
                        + "unknown outcome enters as at least the timeout, a refusal not at all: " + moment + ".");
    }

    /** @param moment p50 or p99 */
    public static Metric service(String kind, String moment) {
        return ms(
                kind + "_service_" + moment,
                LOWER,
                "Time of " + kind + "s from the sending, without the wait before it: " + moment + ".");
    }

    public static Metric messages(Mechanism mechanism) {
        return of(
                "messages_" + mechanism.column(),
                "messages_per_op",
                LOWER,
                "Messages of " + words(mechanism) + " per operation begun.");
    }

    public static Metric bytes(Mechanism mechanism) {
        return of(
                "bytes_" + mechanism.column(),
                "bytes_per_op",
                LOWER,
                "Wire bytes of " + words(mechanism) + " per operation begun.");
    }

    private static String words(Mechanism mechanism) {
        return mechanism.column().replace('_', ' ');
    }

    private static Metric of(String name, String unit, Metric.Better better, String definition) {
        return new Metric(name, unit, better, definition);
    }

    private static Metric share(String name, Metric.Better better, String definition) {
        return of(name, "ratio", better, definition);
    }

    private static Metric ms(String name, Metric.Better better, String definition) {
        return of(name, "ms", better, definition);
    }

    private static List<Metric> collect() {
        List<Metric> all = new ArrayList<>(List.of(
                STALE_READS,
                STALE_READS_CLIENT,
                STALE_READS_SEED_RULE,
                VERSIONS_BEHIND,
                VERSIONS_BEHIND_2,
                VERSIONS_BEHIND_3,
                CLOCK_DISTANCE,
                AGE_MEAN,
                AGE_P50,
                AGE_P99,
                AGE_MAX));
        times(all, "read");
        times(all, "write");
        all.addAll(List.of(
                THROUGHPUT,
                READS,
                WRITES,
                DONE,
                REFUSED,
                UNKNOWN,
                TIMEOUTS,
                READ_GAP,
                WRITE_GAP,
                READ_YOUR_WRITES_VIOLATIONS,
                READ_YOUR_WRITES_PAIRS,
                MONOTONIC_READS_VIOLATIONS,
                MONOTONIC_READS_PAIRS,
                LOST_UPDATES,
                LOST_UPDATE_RATE,
                SIBLINGS_MEAN,
                SIBLINGS_MAX,
                SIBLINGS_AT_END,
                FALSE_CONCURRENCY));
        all.addAll(List.of(WINDOW_P50, WINDOW_P99, WINDOW_MAX, WINDOW_CENSORED));
        all.addAll(List.of(DIVERGENCE_MAX, DIVERGENCE_AT_END, CONVERGED, CONVERGENCE_TIME, MESSAGES, BYTES));
        for (Mechanism mechanism : Mechanism.ALL) {
            all.add(messages(mechanism));
            all.add(bytes(mechanism));
        }
        all.addAll(List.of(MESSAGES_DROPPED, MEMBERSHIP_MESSAGES, MEMBERSHIP_BYTES, HINTS_STORED, HINTS_DELIVERED));
        all.addAll(List.of(HINTS_DROPPED, READ_REPAIRS, OFFERS, RECONCILIATIONS, RECONCILIATIONS_IN_SYNC));
        all.addAll(List.of(RECONCILIATIONS_ABANDONED, SUSPICIONS));
        all.addAll(List.of(OUTAGES, DETECTION_FIRST, DETECTION_ALL, OUTAGES_MISSED, OUTAGES_NOT_BY_ALL));
        all.add(FALSE_SUSPICIONS);
        return Collections.unmodifiableList(all);
    }

    private static void times(List<Metric> all, String kind) {
        for (String moment : MOMENTS) {
            all.add(latency(kind, moment));
        }
        all.add(service(kind, "p50"));
        all.add(service(kind, "p99"));
    }
}
