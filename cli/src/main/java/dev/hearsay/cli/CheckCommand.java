package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.cli.bench.LastReads;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.observer.history.Fault;
import dev.hearsay.observer.history.FinalState;
import dev.hearsay.observer.history.Findings;
import dev.hearsay.observer.history.History;
import dev.hearsay.observer.history.HistoryWriter;
import dev.hearsay.observer.history.Witness;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay check}. */
@Command(
        name = "check",
        description =
                "Say whether a cluster kept what it had acknowledged: every such write is readable now, or its successor is; no"
                        + " deleted or replaced value is back; nothing is read that nobody wrote.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:pass", "1:fail", "2:wrong input", "3:unknown"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HISTORY", description = "What hearsay bench --history wrote.")
    private Path file;

    @Option(
            names = "--final",
            paramLabel = "FILE",
            description =
                    "What the keys hold in the end, as --save wrote it. Default: they are read now, from all their replicas.")
    private Path last;

    @Option(names = "--save", paramLabel = "FILE", description = "Write what the keys hold.")
    private Path save;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "0s",
            description =
                    "While something is wrong, read again for so long: replicas that were down need time to become equal."
                            + " Default: ${DEFAULT-VALUE}.")
    private Duration settle;

    @Option(
            names = "--fresh",
            description =
                    "Fail for stale reads as well, and for reads that miss the client's own write: what strict quorums with"
                            + " R + W > N promise.")
    private boolean fresh;

    @Mixin
    private Asking.Reading asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (settle.isNegative()) {
            throw new ConfigurationException("--settle must not be negative");
        }
        History history = History.read(file);
        Findings findings = last == null ? ask(history) : history.check(FinalState.read(last, history));
        print(findings, spec.commandLine().getOut());
        return switch (findings.verdict(fresh)) {
            case PASS -> 0;
            case FAIL -> Errors.FAILED;
            case UNKNOWN -> Errors.UNKNOWN;
        };
    }

    private Findings ask(History history) throws InterruptedException {
        long end = System.nanoTime() + settle.toNanos();
        try (HearsayClient cluster = asking.connect()) {
            LastReads reads = new LastReads(cluster, asking.options());
            while (true) {
                FinalState state = reads.read(history.keys());
                Findings findings = history.check(state);
                if (findings.verdict(false) == Findings.Verdict.PASS || System.nanoTime() - end >= 0) {
                    if (save != null) {
                        HistoryWriter.write(state, history, save);
                    }
                    return findings;
                }
                Thread.sleep(500);
            }
        }
    }

    private void print(Findings findings, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %,d operations, %,d acknowledged writes, %,d keys%n",
                findings.verdict(fresh).name().toLowerCase(Locale.ROOT),
                findings.operations(),
                findings.acknowledgedWrites(),
                findings.keys());
        if (findings.isCut()) {
            out.println("the history is cut off: what is missing may explain anything");
        }
        doubt(findings.keysNotRead(), "keys could not be read from all their replicas", out);
        doubt(
                findings.keysTooWide(),
                "keys have more writes side by side than are followed, and were not looked at",
                out);
        for (Fault fault : Fault.values()) {
            long count = findings.count(fault);
            out.printf(Locale.ROOT, "%,9d %s%s%n", count, fault.words(), of(fault, findings));
            Witness witness = findings.witness(fault);
            if (witness != null) {
                witness.lines().forEach(line -> out.println("          " + line));
            }
        }
        out.flush();
    }

    private static void doubt(long count, String what, PrintWriter out) {
        if (count > 0) {
            out.printf(Locale.ROOT, "%,9d %s%n", count, what);
        }
    }

    private static String of(Fault fault, Findings findings) {
        return switch (fault) {
            case STALE -> of(findings.judgedReads());
            case OWN_WRITES -> of(findings.readsAfterOwnWrite());
            case MONOTONIC -> of(findings.readsAfterRead());
            default -> "";
        };
    }

    private static String of(long eligible) {
        return String.format(Locale.ROOT, ", of %,d", eligible);
    }
}
