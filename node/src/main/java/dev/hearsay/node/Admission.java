package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.rule.Intent;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.wiring.NodeSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Turns a request into an operation, with the defaults where it says nothing, or says why it cannot be one. */
final class Admission {
    private final NodeSettings settings;
    private final Schedule usual;
    private final LongSupplier lateness;

    /** @param lateness of the lane, in nanoseconds */
    Admission(NodeSettings settings, LongSupplier lateness) {
        this.settings = settings;
        this.lateness = lateness;
        this.usual =
                Schedule.of(settings.coordinator().retry(), settings.quorum().timeout());
    }

    /** Why the request cannot be tried, but for {@link #overload}; null if it can. */
    Reason objection(ClientRequest request, ReplicaSet replicas) {
        RequestOptions options = request.options();
        int copies = copies(options, replicas);
        int required = required(request);
        if (options.n() > settings.quorum().n() || required > copies) {
            return Reason.IMPOSSIBLE_QUORUM;
        }
        boolean put = !request.isRead() && !request.mutation().isDelete();
        boolean tooLarge = put
                && request.mutation().value().size() > settings.limits().value().bytes();
        return tooLarge ? Reason.VALUE_TOO_LARGE : null;
    }

    /** Whether one more operation would only make all of them wait longer, and some of them too long: by what; null if not. */
    Overload overload(InFlight operations) {
        if (operations.size() >= settings.coordinator().maxInFlight()) {
            return Overload.OPERATIONS;
        }
        if (operations.bytes() >= settings.coordinator().maxInFlightBytes().bytes()) {
            return Overload.BYTES;
        }
        return lateness.getAsLong() > settings.coordinator().maxLateness().toNanos() ? Overload.LATENESS : null;
    }

    /** Only for a request without an objection. */
    Operation admit(Operation.Request from) {
        ClientRequest request = from.request();
        RequestOptions options = request.options();
        Intent intent = new Intent(!request.isRead(), copies(options, from.replicas()), required(request));
        Schedule schedule = options.timeoutNanos() == 0
                ? usual
                : Schedule.of(settings.coordinator().retry(), timeout(settings, options));
        if (request.isRead()) {
            return new Operation.Read(from, intent, schedule);
        }
        Durability durability = options.durability() == null ? settings.quorum().durability() : options.durability();
        return new Operation.Write(from, intent, schedule, durability);
    }

    /** How long a request may take: as long as it asks for, but never longer than {@code coordinator.max-timeout}. */
    static Duration timeout(NodeSettings settings, RequestOptions options) {
        if (options.timeoutNanos() == 0) {
            return settings.quorum().timeout();
        }
        long longest = settings.coordinator().maxTimeout().toNanos();
        return Duration.ofNanos(Math.min(options.timeoutNanos(), longest));
    }

    private int copies(RequestOptions options, ReplicaSet replicas) {
        int wanted = options.n() == 0 ? settings.quorum().n() : options.n();
        return Math.min(wanted, replicas.primaries());
    }

    private int required(ClientRequest request) {
        RequestOptions options = request.options();
        if (request.isRead()) {
            return options.r() == 0 ? settings.quorum().r() : options.r();
        }
        return options.w() == 0 ? settings.quorum().w() : options.w();
    }

    /** Whether a write may leave so many siblings, and so many bytes in them: it may always leave fewer, or one. */
    boolean leaves(Versioning versioning, Cell before, Cell after) {
        int left = versioning.read(after).values().size();
        if (left <= 1) {
            return true;
        }
        boolean few = left <= settings.limits().siblings()
                || left <= versioning.read(before).values().size();
        int bytes = after.encodedSize();
        return few && (bytes <= settings.limits().cell().bytes() || bytes <= before.encodedSize());
    }

    /**
     * What the answer to a write carries. A context is a plain vector: it cannot cover this write without covering every earlier
     * one of the same coordinator, so it may only go out together with the siblings that it covers.
     */
    Reading afterWrite(Mutation written, Reading reading) {
        int own = written.isDelete() ? 0 : 1;
        if (reading.values().size() == own) {
            return new Reading(List.of(), reading.context());
        }
        return settings.coordinator().returnSiblings() ? reading : new Reading(List.of(), Context.NONE);
    }

    /** Tells of what is taken, but had better not be. */
    void warn(NodeParts parts, Mutation written, Reading left) {
        if (!written.isDelete()
                && written.value().size() > settings.limits().valueWarn().bytes()) {
            parts.listener().large(parts.self(), written.value().size());
        }
        if (left.values().size() > settings.limits().siblingsWarn()) {
            parts.listener().crowded(parts.self(), left.values().size());
        }
    }
}
