package dev.hearsay.observer.workload;

import java.time.Duration;

/**
 * The experiment of the WARS model: a write, and reads of its key at chosen times after its commit, each by a client of its own.
 * Client 0 writes, far enough apart for every write to have arrived everywhere before the next.
 */
final class ProbeLoad implements Load {
    private final LoadHost host;
    private final Draws writes;
    private final long[] delaysNanos;
    private final long spacingNanos;
    private final int keys;
    private final Runnable write = this::write;
    private int left;
    private int written;
    private int open;
    private boolean closed;

    ProbeLoad(WorkloadSettings settings, LoadHost host) {
        this.host = host;
        this.writes = new Draws(settings, 0, host.stream("operations", 0));
        this.delaysNanos =
                settings.probe().delays().stream().mapToLong(Duration::toNanos).toArray();
        this.spacingNanos = settings.probe().spacing().toNanos();
        this.keys = settings.keys();
        this.left = settings.probe().count();
    }

    @Override
    public void start() {
        host.after(0, write);
    }

    private void write() {
        if (left == 0) {
            closed = true;
            endIfDone();
            return;
        }
        left--;
        open++;
        writes.next(Kind.PUT);
        host.issue(0, Kind.PUT, written++ % keys, writes.valueSize, host.nanoTime());
        host.after(spacingNanos, write);
    }

    @Override
    public boolean wantsCommits() {
        return true;
    }

    @Override
    public void committed(int client, int key) {
        for (int i = 0; i < delaysNanos.length; i++) {
            int reader = i + 1;
            open++;
            host.after(delaysNanos[i], () -> host.issue(reader, Kind.READ, key, 0, host.nanoTime()));
        }
    }

    @Override
    public void answered(int client) {
        open--;
        endIfDone();
    }

    private void endIfDone() {
        if (closed && open == 0) {
            host.ended();
        }
    }
}
