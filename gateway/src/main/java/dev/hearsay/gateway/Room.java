package dev.hearsay.gateway;

/**
 * How much the gateway has taken on. On the event loop; the count may be read from anywhere.
 *
 * <p><b>Invariant:</b> {@code inFlight} is never above its limit, and {@code bytes} only if a single body is larger than the limit.
 */
final class Room {
    private final int mostInFlight;
    private final long mostBytes;
    private volatile int inFlight;
    private long bytes;
    private Runnable onEmpty;

    Room(int mostInFlight, long mostBytes) {
        this.mostInFlight = mostInFlight;
        this.mostBytes = mostBytes;
    }

    /** @throws Problem.Found if there is no room for one request more */
    void enter() {
        if (onEmpty != null) {
            throw new Problem.Found(Problem.Type.NOT_READY, "The node stops, and takes no more requests.");
        }
        if (inFlight >= mostInFlight) {
            throw new Problem.Found(
                    Problem.Type.OVERLOADED,
                    "The gateway has as many requests under way as it may have; try again soon.");
        }
        set(inFlight + 1);
    }

    void leave() {
        set(inFlight - 1);
        if (onEmpty != null && inFlight == 0) {
            onEmpty.run();
        }
    }

    /** Lets nobody in any more, and tells when the last has left. */
    void close(Runnable whenEmpty) {
        onEmpty = whenEmpty;
        if (inFlight == 0) {
            whenEmpty.run();
        }
    }

    private void set(int now) {
        inFlight = now;
    }

    /** @return false if there is no room for so many bytes more; a body that comes alone has always room */
    boolean hold(long more) {
        if (bytes > 0 && bytes + more > mostBytes) {
            return false;
        }
        bytes += more;
        return true;
    }

    void drop(long held) {
        bytes -= held;
    }

    int inFlight() {
        return inFlight;
    }
}
