package dev.hearsay.cli;

import dev.hearsay.cli.bench.Showing;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error, if somebody watches it: how far a load is, and how fast. */
final class Loading implements Showing {
    private static final int PER_CENT = 100;

    private final boolean watched = Terminal.progressIsWatched();
    private ProgressBar bar;

    @Override
    public synchronized void began(String what) {
        if (watched) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(PER_CENT)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(500)
                    .build();
        }
    }

    @Override
    public synchronized void at(double share, double perSecond) {
        if (bar != null) {
            bar.stepTo(Math.round(PER_CENT * Math.min(1, share)));
            bar.setExtraMessage(String.format(" %,.0f/s", perSecond));
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
