package dev.hearsay.cli;

import dev.hearsay.observer.report.PublishedGrid;
import dev.hearsay.observer.report.Report;
import dev.hearsay.observer.results.OperationsFile;
import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.results.Study;
import dev.hearsay.observer.run.Findings;
import dev.hearsay.observer.run.LabOptions;
import dev.hearsay.observer.run.Laboratory;
import dev.hearsay.observer.run.Recording;
import dev.hearsay.observer.suite.Suite;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay lab run}: runs a suite, and writes what it found. */
@Command(
        name = "run",
        description = "Run a suite: compare its designs under its loads and conditions, and write a report.")
final class LabRunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SUITE", description = "A suite file, such as suites/quickstart.conf.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results; it must not exist, or be empty. Default: results/<suite>-<time>.")
    private Path out;

    @Option(names = "--seeds", paramLabel = "K", description = "Runs per cell, in place of what the suite says.")
    private Integer seeds;

    @Option(
            names = "--base-seed",
            paramLabel = "S",
            description = "The first seed, in place of what the suite says. The others follow it.")
    private Long baseSeed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Runs at a time; the results do not depend on it. Default: one per core.")
    private Integer threads;

    @Option(names = "--record", description = "Write every operation to operations.jsonl as well.")
    private boolean record;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        long began = System.nanoTime();
        LabOptions options = options();
        Suite suite = Suite.load(file);
        Path target = out == null ? defaultFolder(suite) : out;
        Laboratory laboratory = new Laboratory(LabRunCommand.class.getClassLoader());
        try (Interruption interruption = new Interruption(laboratory);
                ResultFolder folder = ResultFolder.open(target)) {
            Recording recording = record ? new OperationsFile(folder) : Recording.NONE;
            Watching watching = new Watching(spec.commandLine().getErr(), Terminal.progressIsWatched());
            Findings findings = laboratory.run(suite, options, watching, recording);
            interruption.check();
            Environment environment = new Environment(findings, began);
            Study study = new Study(
                    suite.name(),
                    suite.description(),
                    suite.baseline(),
                    suite.measure().primary(),
                    findings.results(),
                    environment.facts(spec.commandLine().getParseResult().originalArgs()),
                    suite.resolved());
            folder.write(study);
            Report.write(study, folder);
            interruption.check();
            Path published = folder.publish();
            interruption.kept();
            print(study, environment, published);
            return 0;
        }
    }

    private void print(Study study, Environment environment, Path published) {
        PrintWriter screen = spec.commandLine().getOut();
        if (PublishedGrid.isOne(study)) {
            new AgreementTable(study).print(screen);
        } else {
            new VerdictTable(study, Terminal.output()).print(screen);
        }
        screen.printf("%n%s%nreport: %s%n", environment.sentence(), published.resolve(ResultFolder.REPORT));
        screen.flush();
    }

    private LabOptions options() {
        LabOptions usual = LabOptions.defaults();
        positive("--threads", threads);
        positive("--seeds", seeds);
        if (baseSeed != null && baseSeed < 0) {
            throw new ParameterException(spec.commandLine(), "--base-seed must not be negative, and is " + baseSeed);
        }
        return new LabOptions(
                threads == null ? usual.threads() : threads,
                seeds == null ? usual.seeds() : seeds,
                baseSeed == null ? usual.baseSeed() : baseSeed);
    }

    private void positive(String option, Integer value) {
        if (value != null && value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, not " + value);
        }
    }

    private static Path defaultFolder(Suite suite) {
        String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return Path.of("results", suite.name() + "-" + time);
    }
}
