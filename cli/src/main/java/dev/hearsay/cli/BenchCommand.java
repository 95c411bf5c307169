package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.client.HearsayClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay bench}. */
@Command(
        name = "bench",
        description =
                "Put a load on a cluster, and print throughput and latency. It writes the keys user0, user1 and so on.")
final class BenchCommand implements Callable<Integer> {
    private static final int LOADING = 256;

    @Option(
            names = "--workload",
            defaultValue = "a",
            description =
                    "a: half reads, half updates; b: 95 %% reads; c: reads only; f: half reads, half reads and then"
                            + " a write. As in YCSB. Default: ${DEFAULT-VALUE}.")
    private Mix mix;

    @Option(
            names = "--clients",
            paramLabel = "K",
            defaultValue = "32",
            description = "Each has one operation at a time. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--keys", paramLabel = "K", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int keys;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0.99",
            description = "The i-th key is picked with weight i^-S; 0: all alike. Default: ${DEFAULT-VALUE}.")
    private double skew;

    @Option(
            names = "--value",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Size of every value. Default: ${DEFAULT-VALUE}.")
    private int valueBytes;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "What comes first and is not counted. Default: ${DEFAULT-VALUE}.")
    private Duration warmup;

    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "20s", description = "Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Mixin
    private Asking asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        check();
        PrintWriter out = spec.commandLine().getOut();
        Bench.Settings settings = new Bench.Settings(mix, clients, keys, skew, valueBytes, asking.options());
        try (HearsayClient cluster = asking.connect()) {
            Bench bench = new Bench(cluster, settings, 1);
            Tally loaded = bench.load(LOADING);
            out.printf("%,d keys written in the beginning, %,.0f a second%n", loaded.done(), loaded.perSecond());
            out.flush();
            if (loaded.done() == 0) {
                throw new ConfigurationException(
                        "no key could be written; is the cluster up? " + cluster.lastTrouble());
            }
            bench.measure(warmup.toNanos());
            bench.measure(duration.toNanos()).print(out);
        }
        return 0;
    }

    private void check() {
        if (clients < 1 || keys < 1 || valueBytes < 0 || !(skew >= 0) || duration.isNegative() || duration.isZero()) {
            throw new ConfigurationException(
                    "--clients, --keys and --duration must be above 0, --value and --skew not below it");
        }
    }
}
