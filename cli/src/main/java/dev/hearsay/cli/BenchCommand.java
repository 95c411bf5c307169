package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.cli.bench.Bench;
import dev.hearsay.cli.bench.BenchSettings;
import dev.hearsay.cli.bench.Echo;
import dev.hearsay.cli.bench.Measured;
import dev.hearsay.cli.bench.Report;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.observer.history.HistoryWriter;
import dev.hearsay.observer.history.WriteNumbers;
import dev.hearsay.observer.suite.Suite;
import dev.hearsay.observer.suite.Trial;
import dev.hearsay.observer.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay bench}. */
@Command(
        name = "bench",
        description =
                "Put a load on a cluster, and print throughput and latency. It first writes the keys user0, user1 and so on; a"
                        + " workload of a suite writes none in the beginning.")
final class BenchCommand implements Callable<Integer> {
    private static final long ECHO_MILLIS = 3_000;
    private static final int LEAST_OF_HISTORIES = 16;

    @Mixin
    private BenchOptions options;

    @Option(
            names = "--suite",
            paramLabel = "FILE",
            description =
                    "Run a workload of this suite in place of one of YCSB's, in real time. Its designs and conditions are up to"
                            + " hearsay cluster.")
    private Path suite;

    @Option(
            names = "--echo",
            description =
                    "Before and after, send values to another process and back, as many at a time as there are clients, and"
                            + " print the ratio to what the machine can do.")
    private boolean echo;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Write every operation, the first writes included, for hearsay check.")
    private Path history;

    @Option(
            names = "--hdr",
            paramLabel = "FILE",
            description = "Write the times as a log of HdrHistogram, one interval a second.")
    private Path hdr;

    @Option(names = "--json", description = "Print the figures as one JSON object.")
    private boolean json;

    @Mixin
    private Asking.Both asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        BenchSettings settings = suite == null ? options.settings() : null;
        Named named = suite == null ? null : named();
        int clients = suite == null ? options.clients() : named.workload().clients();
        int largest = suite == null ? options.valueBytes() : named.workload().largestValue();
        int least = suite == null ? options.valueBytes() : named.workload().leastValue();
        if (history != null && least < LEAST_OF_HISTORIES) {
            throw new ConfigurationException(
                    "--history needs values of 16 bytes or more, for they say who wrote them, not of " + least);
        }
        int tag = ThreadLocalRandom.current().nextInt(WriteNumbers.MOST_TAGS);
        RequestOptions requests = asking.options();
        try (Halt halt = new Halt(history);
                HistoryWriter writer = history == null ? null : HistoryWriter.create(history, tag);
                HearsayClient cluster = asking.connect();
                Bench bench = new Bench(
                        cluster, requests, largest, options.seed(), Bench.Keeping.of(writer, tag, hdr), new Loading());
                Echo machine = echo ? Echo.start(clients, largest) : null) {
            halt.stops(bench::stop);
            double before = machine == null ? 0 : machine.measure(ECHO_MILLIS);
            Measured measured = suite == null
                    ? core(bench, settings, cluster)
                    : bench.measure(named.workload(), named.name(), named.warmup(), options.seed());
            halt.check();
            double echoes = machine == null ? 0 : (before + machine.measure(ECHO_MILLIS)) / 2;
            print(new Report(measured, echoes));
        }
        return 0;
    }

    private void print(Report report) {
        if (json) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
    }

    private Measured core(Bench bench, BenchSettings settings, HearsayClient cluster) throws InterruptedException {
        Bench.Core core = bench.core(settings);
        Measured loaded = core.load();
        PrintWriter err = spec.commandLine().getErr();
        err.printf("%,d keys written in the beginning, %,.0f a second%n", loaded.done(), loaded.perSecond());
        err.flush();
        if (loaded.done() == 0) {
            throw new ConfigurationException("no key could be written" + Report.reasons(loaded)
                    + "; is the cluster up, and has it so many replicas? " + cluster.lastTrouble());
        }
        return core.measure();
    }

    /** A workload of the suite. */
    private record Named(String name, Workload workload, Duration warmup) {}

    private Named named() {
        for (String option : BenchOptions.OF_CORE_WORKLOADS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ConfigurationException(
                        option + " is for the core workloads; with --suite the file says it, under suite.workloads");
            }
        }
        Suite read = Suite.load(suite);
        Map<String, Workload> workloads = new LinkedHashMap<>();
        for (Trial trial : read.trials()) {
            workloads.putIfAbsent(trial.cell().workload(), trial.workload());
        }
        List<String> known = List.copyOf(workloads.keySet());
        String wanted = options.workload() == null ? known.get(0) : options.workload();
        if (!workloads.containsKey(wanted)) {
            throw new ConfigurationException(
                    "--workload: " + suite + " has no workload " + wanted + Nearest.question(wanted, known));
        }
        if (workloads.get(wanted).largestValue() > BenchOptions.LARGEST) {
            throw new ConfigurationException(suite + ": the values of " + wanted + " may have 16777216 bytes at most");
        }
        return new Named(wanted, workloads.get(wanted), read.measure().warmUp());
    }
}
