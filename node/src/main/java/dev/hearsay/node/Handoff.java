package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Periodic;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import dev.hearsay.node.wiring.HintSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands hints back to their owners: when an owner answers again, and on a tick, because an event can be missed. A hint is deleted
 * after the owner has said that it is on its disk, and not before: the write may have been acknowledged as such, and this may be the
 * only copy. Delivery is a merge, so a lost acknowledgement costs a repetition.
 *
 * <p>A hint whose owner stays away for long goes to another owner of its key, by the same rule. While none of them answers it is kept.
 */
final class Handoff {
    private final NodeParts parts;
    private final HintSettings settings;
    private final Environment environment;
    private final Peers peers;
    private final Hints hints;
    private final Map<Long, Hint> underWay = new HashMap<>();
    private final Periodic ticks;
    private Sender<ReplicaMessage> sender;
    private long deliveries;
    private boolean stopped;

    Handoff(NodeParts parts, Peers peers, Hints hints) {
        this.parts = parts;
        this.settings = parts.settings().hints();
        this.environment = parts.ports().environment("handoff");
        this.peers = peers;
        this.hints = hints;
        this.ticks = Periodic.every(environment, settings.interval(), this::tick);
        // An answer to the process before this one must not be taken for one to this.
        this.deliveries = parts.self().incarnation() << 10;
    }

    void start(Sender<ReplicaMessage> hintSender) {
        sender = hintSender;
        if (settings.deliver()) {
            peers.onReturn(this::deliver);
            peers.onView(view -> reroute());
            ticks.start(settings.interval());
        }
    }

    void stop() {
        ticks.stop();
        stopped = true;
    }

    /** What was sent in the last interval and not acknowledged is sent again. */
    private void tick() {
        underWay.values().forEach(hint -> hint.delivery = 0);
        underWay.clear();
        // A write can come for an incarnation that this node knows to be over, and its coordinator does not.
        reroute();
        for (MemberId owner : hints.owners()) {
            if (peers.suspected(owner) || peers.view().address(owner) == null) {
                handOver(owner);
            } else {
                deliver(owner);
            }
        }
    }

    /** Gives up to wait for an owner: what has been kept for it too long goes to the other owners. */
    private void handOver(MemberId owner) {
        long oldest = environment.wallClock().millis() - settings.ttl().toMillis();
        int free = settings.batch() - underWay.size();
        for (Hint hint : hints.of(owner)) {
            if (free <= 0) {
                return;
            }
            MemberId other = hint.delivery == 0 && hint.createdMillis < oldest ? otherOwner(hint) : null;
            if (other != null) {
                send(hint, other);
                free--;
            }
        }
    }

    /** Null if none answers, or if this node knows too few members to say who owns anything. */
    private MemberId otherOwner(Hint hint) {
        ReplicaSet replicas = peers.view().replicas(hint.key);
        if (replicas.primaries() < parts.settings().quorum().n()) {
            return null;
        }
        for (int rank = 0; rank < replicas.primaries(); rank++) {
            MemberId member = replicas.member(rank);
            if (!member.equals(parts.self()) && !member.equals(hint.owner) && !peers.suspected(member)) {
                return member;
            }
        }
        return null;
    }

    private void deliver(MemberId owner) {
        int free = settings.batch() - underWay.size();
        for (Hint hint : hints.of(owner)) {
            if (free <= 0 || stopped) {
                return;
            }
            if (hint.delivery == 0) {
                send(hint, hint.owner);
                free--;
            }
        }
    }

    private void send(Hint hint, MemberId to) {
        Address address = peers.view().address(to);
        if (address == null) {
            return;
        }
        long delivery = ++deliveries;
        if (sender.send(address, new Store(delivery, 0, 0, hint.key, hint.cell, null, Durability.DISK))) {
            hint.delivery = delivery;
            hint.sentTo = to;
            hint.sent = hint.cell;
            underWay.put(delivery, hint);
        }
    }

    /** An owner has what was sent to it; a hint that grew meanwhile is sent again. */
    void acknowledged(Address from, Stored stored) {
        if (!stored.stored()) {
            // Its disk does not take it. It is under way until the next tick, or it would be sent again at once, for
            // ever.
            return;
        }
        Hint hint = underWay.get(stored.request());
        if (hint == null || !hint.sentTo.equals(peers.view().memberAt(from))) {
            return;
        }
        underWay.remove(stored.request());
        if (hint.delivery != stored.request()) {
            return;
        }
        hint.delivery = 0;
        if (hint.sent == hint.cell) {
            hints.remove(hint);
            parts.listener().handedOff(parts.self(), hint.sentTo, hint.key);
        }
        if (hint.sentTo.equals(hint.owner)) {
            deliver(hint.owner);
        }
    }

    /** Hints for an incarnation that is no more go to its successor; if there is none, they wait as for one that is away. */
    private void reroute() {
        for (MemberId owner : hints.owners()) {
            Optional<Member> present = peers.view().topology().byName(owner.name());
            if (present.isPresent() && !present.get().id().equals(owner)) {
                hints.reroute(owner, present.get().id());
            }
        }
    }
}
