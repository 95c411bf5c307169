package dev.hearsay.observer.measure;

import dev.hearsay.api.request.Outcome;

/** How operations ended, and how long they took: from the intended start, and from the sending. */
final class Responses {
    private final long timeout;
    private final Latencies reads = new Latencies();
    private final Latencies writes = new Latencies();
    private final Latencies readService = new Latencies();
    private final Latencies writeService = new Latencies();
    private long readsBegun;
    private long writesBegun;
    private long done;
    private long refused;
    private long timeouts;
    private long firstIntended = Long.MAX_VALUE;
    private long lastResponse;

    Responses(long timeoutNanos) {
        this.timeout = timeoutNanos;
    }

    void begun(Operation operation) {
        if (operation.isRead()) {
            readsBegun++;
        } else {
            writesBegun++;
        }
        firstIntended = Math.min(firstIntended, operation.intended());
    }

    /** A refusal is no latency: failing fast would look like a fast store. An unknown outcome is at least the timeout. */
    void ended(Operation operation) {
        lastResponse = Math.max(lastResponse, operation.responded);
        if (operation.outcome instanceof Outcome.Refused) {
            refused++;
            return;
        }
        long atLeast = 0;
        if (operation.outcome instanceof Outcome.Unknown unknown) {
            timeouts += unknown.reason() == Outcome.Reason.TIMEOUT ? 1 : 0;
            atLeast = timeout;
        } else {
            done++;
        }
        long latency = Math.max(atLeast, operation.responded - operation.intended());
        long service = Math.max(atLeast, operation.responded - operation.invoked);
        (operation.isRead() ? reads : writes).add(latency);
        (operation.isRead() ? readService : writeService).add(service);
    }

    long begun() {
        return readsBegun + writesBegun;
    }

    void into(Measured out) {
        long begun = begun();
        out.count(Catalogue.READS, readsBegun);
        out.count(Catalogue.WRITES, writesBegun);
        out.ratio(Catalogue.DONE, done, begun);
        out.ratio(Catalogue.REFUSED, refused, begun);
        out.ratio(Catalogue.UNKNOWN, begun - done - refused, begun);
        out.count(Catalogue.TIMEOUTS, timeouts);
        long span = lastResponse - firstIntended;
        out.put(Catalogue.THROUGHPUT, begun == 0 || span <= 0 ? Double.NaN : done * 1e9 / span);
        latencies(out, "read", reads, readService);
        latencies(out, "write", writes, writeService);
    }

    private static void latencies(Measured out, String kind, Latencies latency, Latencies service) {
        out.millis(Catalogue.latency(kind, "mean"), latency.mean());
        out.millis(Catalogue.latency(kind, "p50"), latency.quantile(0.5));
        out.millis(Catalogue.latency(kind, "p90"), latency.quantile(0.9));
        out.millis(Catalogue.latency(kind, "p99"), latency.quantile(0.99));
        out.millis(Catalogue.latency(kind, "p999"), latency.quantile(0.999));
        out.millis(Catalogue.latency(kind, "max"), latency.max());
        out.millis(Catalogue.service(kind, "p50"), service.quantile(0.5));
        out.millis(Catalogue.service(kind, "p99"), service.quantile(0.99));
    }
}
