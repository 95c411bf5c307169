package dev.hearsay.node;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.Durability;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import dev.hearsay.node.wiring.HintSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands hints back to their owners: when an owner answers again, and on a tick, because an event can be missed. A hint is deleted
 * after the owner has said that it is on its disk, and not before: the write may have been acknowledged as such, and this may be the
 * only copy. Delivery is a merge, so a lost acknowledgement costs a repetition.
 */
final class Handoff {
    private final NodeParts parts;
    private final HintSettings settings;
    private final Environment environment;
    private final Peers peers;
    private final Hints hints;
    private final Map<Long, Hint> underWay = new HashMap<>();
    private Sender<ReplicaMessage> sender;
    private long deliveries;
    private boolean stopped;

    Handoff(NodeParts parts, Peers peers, Hints hints) {
        this.parts = parts;
        this.settings = parts.settings().hints();
        this.environment = parts.ports().environment("handoff");
        this.peers = peers;
        this.hints = hints;
        // An answer to the process before this one must not be taken for one to this.
        this.deliveries = parts.self().incarnation() << 10;
    }

    void start(Sender<ReplicaMessage> hintSender) {
        sender = hintSender;
        if (settings.deliver()) {
            peers.onReturn(this::deliver);
            peers.onView(view -> reroute());
            environment.after(settings.interval(), this::tick);
        }
    }

    void stop() {
        stopped = true;
    }

    /** What was sent in the last interval and not acknowledged is sent again. */
    private void tick() {
        if (stopped) {
            return;
        }
        try {
            underWay.values().forEach(hint -> hint.delivery = 0);
            underWay.clear();
            // A write can come for an incarnation that this node knows to be over, and its coordinator does not.
            reroute();
            for (MemberId owner : hints.owners()) {
                expire(owner);
                if (!peers.suspected(owner)) {
                    deliver(owner);
                }
            }
        } finally {
            environment.after(settings.interval(), this::tick);
        }
    }

    private void expire(MemberId owner) {
        long oldest = environment.wallClock().millis() - settings.ttl().toMillis();
        List<Hint> expired = new ArrayList<>();
        for (Hint hint : hints.of(owner)) {
            if (hint.createdMillis < oldest) {
                expired.add(hint);
            }
        }
        for (Hint hint : expired) {
            hints.remove(hint);
            parts.listener().hintDropped(parts.self(), owner, hint.key);
        }
    }

    private void deliver(MemberId owner) {
        int free = settings.batch() - underWay.size();
        for (Hint hint : hints.of(owner)) {
            if (free <= 0 || stopped) {
                return;
            }
            if (hint.delivery == 0) {
                send(hint);
                free--;
            }
        }
    }

    private void send(Hint hint) {
        var address = peers.view().address(hint.owner);
        if (address == null) {
            return;
        }
        long delivery = ++deliveries;
        if (sender.send(address, new Store(delivery, 0, 0, hint.key, hint.cell, null, Durability.DISK))) {
            hint.delivery = delivery;
            hint.sent = hint.cell;
            underWay.put(delivery, hint);
        }
    }

    /** An owner has what was sent; a hint that grew meanwhile is sent again. */
    void acknowledged(Stored stored) {
        if (!stored.stored()) {
            // Its disk does not take it. It is under way until the next tick, or it would be sent again at once, for
            // ever.
            return;
        }
        Hint hint = underWay.remove(stored.request());
        if (hint == null || hint.delivery != stored.request()) {
            return;
        }
        hint.delivery = 0;
        if (hint.sent == hint.cell) {
            hints.remove(hint);
            parts.listener().handedOff(parts.self(), hint.owner, hint.key);
        }
        deliver(hint.owner);
    }

    /** Hints for an incarnation that is no more go to its successor; if there is none, they expire. */
    private void reroute() {
        for (MemberId owner : hints.owners()) {
            Optional<Member> present = peers.view().topology().byName(owner.name());
            if (present.isPresent() && !present.get().id().equals(owner)) {
                hints.reroute(owner, present.get().id());
            }
        }
    }
}
