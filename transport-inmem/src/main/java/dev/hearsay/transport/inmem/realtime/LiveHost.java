package dev.hearsay.transport.inmem.realtime;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Transport;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane: a thread on which everything of one node or client happens, one thing after the other. */
public final class LiveHost implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(LiveHost.class);

    private final LiveNetwork network;
    private final Address address;
    private final LiveTransport transport;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledThreadPoolExecutor lane;
    private volatile Thread worker;

    LiveHost(LiveNetwork network, Address address) {
        this.network = network;
        this.address = address;
        this.transport = new LiveTransport(this, network);
        this.lane = new ScheduledThreadPoolExecutor(1, this::thread);
        lane.setRemoveOnCancelPolicy(true);
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "hearsay-" + address);
        thread.setDaemon(true);
        worker = thread;
        return thread;
    }

    public Address address() {
        return address;
    }

    /** Time, timers and a random stream of their own for one component. */
    public Environment environment(String component) {
        return new LiveEnvironment(this);
    }

    public Transport transport() {
        return transport;
    }

    /** Runs a task on the lane. False if the host is closed. */
    public boolean run(Runnable task) {
        try {
            lane.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** As {@link #run}, unless too much waits already. */
    boolean deliver(Runnable arrival) {
        if (waiting.incrementAndGet() > LiveNetwork.MOST_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        return run(() -> {
            waiting.decrementAndGet();
            arrival.run();
        });
    }

    ScheduledThreadPoolExecutor lane() {
        return lane;
    }

    /** What a task throws ends the task, not the lane. */
    static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task failed", e);
        }
    }

    /** Ends the thread: what waits does not happen any more. Waits for the thread itself to be gone, unless called from it. */
    @Override
    public void close() {
        transport.close();
        network.remove(this);
        lane.shutdownNow();
        Thread last = worker;
        if (last == null || last == Thread.currentThread()) {
            return;
        }
        try {
            // An executor calls itself terminated a moment before its thread is.
            last.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
