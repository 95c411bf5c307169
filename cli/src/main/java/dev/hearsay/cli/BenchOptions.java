package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.cli.bench.BenchSettings;
import dev.hearsay.cli.bench.CoreWorkload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What to do to the cluster. */
final class BenchOptions {
    /** What a workload of a suite says itself. */
    static final List<String> OF_CORE_WORKLOADS = List.of(
            "--clients",
            "--rate",
            "--arrivals",
            "--in-flight",
            "--keys",
            "--skew",
            "--value",
            "--scan",
            "--warmup",
            "--duration");

    private static final int MOST_CLIENTS = 100_000;
    private static final int MOST_KEYS = 1 << 24;
    static final int LARGEST = 1 << 24;
    private static final int LONGEST_SCAN = 10_000;

    /** How arrivals follow each other. */
    enum Law {
        POISSON,
        CONSTANT
    }

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description =
                    "As in YCSB. a: half reads, half updates; b: 95 %% reads, 5 %% updates; c: reads; d: 95 %% reads of what was"
                            + " inserted last, 5 %% inserts; e: 95 %% scans, 5 %% inserts, where a scan reads consecutive records side by"
                            + " side, for the store has none; f: half reads, half reads followed by a write. Default: a. With --suite, the"
                            + " name of one of its workloads; default: the first.")
    private String workload;

    @Option(
            names = "--clients",
            paramLabel = "K",
            defaultValue = "32",
            description = "Each has one operation at a time, unless there is a --rate. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "Begin R operations a second, whatever the cluster does (open loop); times count from when an operation"
                            + " was due. Without it each client waits for its answer (closed loop).")
    private Double rate;

    @Option(
            names = "--arrivals",
            paramLabel = "LAW",
            defaultValue = "poisson",
            description = "With --rate: poisson (at random) or constant (evenly). Default: ${DEFAULT-VALUE}.")
    private Law arrivals;

    @Option(
            names = "--in-flight",
            paramLabel = "K",
            defaultValue = "5000",
            description = "With --rate: so many without an answer at most; more must wait. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(names = "--keys", paramLabel = "K", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int keys;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0.99",
            description =
                    "How popular keys differ: ranks have weight i^-S, over ten billion items that are hashed onto the keys, as in"
                            + " YCSB; 0: all alike. Default: ${DEFAULT-VALUE}.")
    private double skew;

    @Option(
            names = "--value",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Size of every value. Default: ${DEFAULT-VALUE}.")
    private int valueBytes;

    @Option(
            names = "--scan",
            paramLabel = "K",
            defaultValue = "100",
            description = "A scan reads 1 to K records, all lengths alike. Default: ${DEFAULT-VALUE}.")
    private int scan;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Which operations are asked follows from it. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "What comes first and is not counted. Default: ${DEFAULT-VALUE}.")
    private Duration warmup;

    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "20s", description = "Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    String workload() {
        return workload;
    }

    int clients() {
        return clients;
    }

    int valueBytes() {
        return valueBytes;
    }

    long seed() {
        return seed;
    }

    BenchSettings settings() {
        require(clients >= 1 && clients <= MOST_CLIENTS, "--clients must be between 1 and 100000, not " + clients);
        require(keys >= 1 && keys <= MOST_KEYS, "--keys must be between 1 and 16777216, not " + keys);
        require(skew >= 0 && skew <= 10, "--skew must be between 0 and 10, not " + skew);
        require(valueBytes >= 0 && valueBytes <= LARGEST, "--value must be between 0 and 16777216, not " + valueBytes);
        require(scan >= 1 && scan <= LONGEST_SCAN, "--scan must be between 1 and 10000, not " + scan);
        require(!warmup.isNegative(), "--warmup must not be negative");
        require(!duration.isNegative() && !duration.isZero(), "--duration must be longer than nothing");
        require(rate == null || rate > 0 && rate <= 1e7, "--rate must be above 0 and at most 10000000, not " + rate);
        require(inFlight >= 1 && inFlight <= 1_000_000, "--in-flight must be between 1 and 1000000, not " + inFlight);
        BenchSettings.Arrivals open =
                rate == null ? null : new BenchSettings.Arrivals(rate, arrivals == Law.POISSON, inFlight);
        return new BenchSettings(core(), clients, keys, skew, valueBytes, scan, seed, warmup, duration, open);
    }

    private CoreWorkload core() {
        String name = workload == null ? "a" : workload;
        List<String> known = Arrays.stream(CoreWorkload.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException(
                    "--workload: there is no core workload " + name + Nearest.question(name, known) + "; they are "
                            + String.join(", ", known) + ", and those of a suite need --suite");
        }
        return CoreWorkload.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ConfigurationException(sentence);
        }
    }
}
