package dev.hearsay.cli;

import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.run.Progress;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a suite is: a bar with the time left on a terminal, a plain line for every tenth of the work elsewhere. */
final class Watching implements Progress {
    private final PrintWriter out;
    private final boolean terminal;
    private ProgressBar bar;
    private int runs;
    private int done;
    private long began;

    Watching(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void started(int planned, int threads) {
        runs = planned;
        began = System.nanoTime();
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("runs")
                    .setInitialMax(planned)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .build();
        } else {
            out.println(planned + (planned == 1 ? " run, " : " runs, ") + threads + " at a time");
        }
    }

    @Override
    public synchronized void finished(RunResult result) {
        done++;
        if (bar != null) {
            bar.step();
        } else if (done * 10L / runs > (done - 1) * 10L / runs) {
            double passed = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            out.printf("%d of %d runs, %.1f s, about %.0f s left%n", done, runs, passed, passed / done * (runs - done));
        }
    }

    @Override
    public synchronized void ended() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
