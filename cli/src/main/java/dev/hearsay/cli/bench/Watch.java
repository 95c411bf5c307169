package dev.hearsay.cli.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Once a second: takes what was measured into the totals and the log, and shows how far the load is. */
final class Watch implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hearsay-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Meter meter;
    private final HdrFile log;
    private final DoubleSupplier share;
    private long before;
    private long beforeNanos = System.nanoTime();

    /**
     * @param log null if there is none
     * @param share of the work that is done
     */
    Watch(Meter meter, HdrFile log, DoubleSupplier share) {
        this.meter = meter;
        this.log = log;
        this.share = share;
    }

    void begin(String what, Showing showing) {
        if (log != null) {
            log.begin(what, System.currentTimeMillis());
        }
        clock.scheduleAtFixedRate(
                () -> {
                    drain();
                    showing.at(share.getAsDouble(), lately());
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private double lately() {
        long now = System.nanoTime();
        long done = meter.ended();
        double rate = (done - before) / ((now - beforeNanos) / 1e9);
        before = done;
        beforeNanos = now;
        return rate;
    }

    private void drain() {
        long now = System.currentTimeMillis();
        meter.drain((act, ending, times) -> {
            if (log != null) {
                log.write(act, ending, times, now);
            }
        });
        if (log != null) {
            log.next(now);
        }
    }

    /** Takes the rest. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drain();
    }
}
