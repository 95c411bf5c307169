package dev.hearsay.observer.run;

import dev.hearsay.node.NodeFactory;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.suite.PlannedRun;
import dev.hearsay.observer.suite.RunPlan;
import dev.hearsay.observer.suite.Suite;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Runs suites. Every run is a function of its trial and its seed, so the results do not depend on how many threads there are, nor
 * on which run is done first; they come in the order of the plan.
 */
public final class Laboratory {
    private final Designs designs;
    private volatile boolean cancelled;

    /** @param loader whose classes hold the strategies */
    public Laboratory(ClassLoader loader) {
        this.designs = new Designs(loader);
    }

    /** @throws dev.hearsay.api.plugin.ConfigurationException if a design of the suite does not hold */
    public void check(Suite suite) {
        suite.trials().forEach(trial -> designs.check(suite, trial));
    }

    /**
     * Checks every design of the suite, then runs its plan.
     *
     * @param recording where the operations go
     * @throws dev.hearsay.api.plugin.ConfigurationException before the first run, if a design does not hold
     * @throws InterruptedException if the calling thread was interrupted; no run goes on
     */
    public Findings run(Suite suite, LabOptions options, Progress progress, Recording recording)
            throws InterruptedException {
        check(suite);
        RunPlan plan = options.plan(suite);
        return new Session(suite, plan, options.threads(), progress, recording).run();
    }

    /** Lets no further run begin and ends those that are under way; {@link #run} returns what is complete. */
    public void cancel() {
        cancelled = true;
    }

    private final class Session {
        private final Suite suite;
        private final RunPlan plan;
        private final int threads;
        private final Progress progress;
        private final Recording recording;
        private final AtomicReferenceArray<RunResult> results;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong busyNanos = new AtomicLong();

        Session(Suite suite, RunPlan plan, int threads, Progress progress, Recording recording) {
            this.suite = suite;
            this.plan = plan;
            this.threads = Math.min(threads, plan.size());
            this.progress = progress;
            this.recording = recording;
            this.results = new AtomicReferenceArray<>(plan.size());
        }

        Findings run() throws InterruptedException {
            progress.started(plan.size(), threads);
            long began = System.nanoTime();
            ExecutorService workers = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> working = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    working.add(workers.submit(this::work));
                }
                for (Future<?> each : working) {
                    each.get();
                }
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            } finally {
                cancelled |= next.get() < plan.size();
                workers.shutdown();
                progress.ended();
            }
            return findings((System.nanoTime() - began) / 1e9);
        }

        private void work() {
            while (!cancelled) {
                int index = next.getAndIncrement();
                if (index >= plan.size()) {
                    return;
                }
                PlannedRun run = plan.run(index);
                long began = System.nanoTime();
                RunResult result = runOne(run);
                busyNanos.addAndGet(System.nanoTime() - began);
                if (result != null) {
                    results.set(index, result);
                    tell(result);
                }
            }
        }

        /** A run that dies takes the suite with it, and says how to see it die again. */
        private RunResult runOne(PlannedRun run) {
            try {
                return experiment(run);
            } catch (UncheckedIOException e) {
                cancelled = true;
                throw e;
            } catch (RuntimeException | AssertionError e) {
                cancelled = true;
                throw new IllegalStateException(
                        "run " + run.index() + " (" + run.trial().cell() + ", seed " + run.seed() + ") failed: "
                                + e.getMessage(),
                        e);
            }
        }

        private RunResult experiment(PlannedRun run) {
            NodeFactory factory = designs.of(run.trial().design());
            RunResult result;
            try (Experiment experiment = new Experiment(suite, run, factory, recording, () -> cancelled)) {
                result = experiment.run();
            }
            if (result != null) {
                recording.ended(run.index());
            }
            return result;
        }

        private void tell(RunResult result) {
            synchronized (progress) {
                progress.finished(result);
            }
        }

        private Findings findings(double wallSeconds) {
            List<RunResult> done = new ArrayList<>();
            for (int i = 0; i < plan.size(); i++) {
                if (results.get(i) != null) {
                    done.add(results.get(i));
                }
            }
            return new Findings(done, done.size() == plan.size(), threads, wallSeconds, busyNanos.get() / 1e9);
        }

        private RuntimeException rethrown(Throwable cause) {
            if (cause instanceof Error error) {
                throw error;
            }
            return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }
    }
}
