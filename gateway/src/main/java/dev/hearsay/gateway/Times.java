package dev.hearsay.gateway;

import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long requests took, by route, method and status. On the event loop. */
final class Times {
    private static final String OTHER = "other";

    private final Meters meters;
    private final Map<Seen, Timer> timers = new HashMap<>();

    private record Seen(Route route, String method, int status) {}

    Times(Meters meters) {
        this.meters = meters;
    }

    long now() {
        return meters.registry().config().clock().monotonicTime();
    }

    /** @param route null for a path at which there is nothing */
    void ended(Route route, String method, int status, long since) {
        boolean known = route != null
                && route.methods().stream().anyMatch(has -> has.name().equals(method));
        timers.computeIfAbsent(new Seen(route, known ? method : OTHER, status), this::make)
                .record(now() - since, TimeUnit.NANOSECONDS);
    }

    private Timer make(Seen seen) {
        String route = seen.route == null ? OTHER : seen.route.template();
        return meters.timer(Metric.HTTP_REQUESTS, route, seen.method, String.valueOf(seen.status));
    }
}
