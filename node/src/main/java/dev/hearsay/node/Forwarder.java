package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.wiring.CoordinatorSettings.Who;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends requests on to a node that owns their key, and the answers back: versions are named by owners, so that a key's clock has
 * as many entries as the key has owners. An owner sends on as well what it must not name itself ({@link Doubts}). A request is sent on at
 * most once.
 */
final class Forwarder {
    private final NodeParts parts;
    private final Environment environment;
    private final Peers peers;
    private final Refills refills;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private Sender<ClientMessage> sender;

    /** Who waits for an answer, and the end of this node's patience: a timer that outlives its request holds memory for nothing. */
    private record Waiting(Address client, Cancellable end) {}

    Forwarder(NodeParts parts, Peers peers, Refills refills) {
        this.parts = parts;
        this.environment = parts.ports().environment("forwarder");
        this.peers = peers;
        this.refills = refills;
    }

    void sendBy(Sender<ClientMessage> clientSender) {
        sender = clientSender;
    }

    /** @return false if this node is to coordinate the request itself */
    boolean forward(Address client, ClientRequest request) {
        if (request.forwarded()) {
            return false;
        }
        ReplicaSet replicas = peers.view().replicas(request.key());
        if (!mustNotName(request) && (parts.settings().coordinator().who() == Who.ANY || replicas.owns(parts.self()))) {
            return false;
        }
        if (waiting.size() >= parts.settings().coordinator().maxInFlight()) {
            parts.listener().overloaded(parts.self(), Overload.OPERATIONS);
            refuse(client, request, Outcome.Reason.OVERLOADED);
            return true;
        }
        if (!handOver(replicas, request.forward(request.id()))) {
            refuse(client, request, Outcome.Reason.TOO_FEW_REPLICAS);
            return true;
        }
        Cancellable end = environment.after(patience(request), () -> giveUp(request.id()));
        Waiting before = waiting.put(request.id(), new Waiting(client, end));
        if (before != null) {
            before.end.cancel();
        }
        return true;
    }

    private boolean mustNotName(ClientRequest request) {
        return !request.isRead() && refills.doubts(request.key());
    }

    /** To the first other owner that answers, as far as is known, and takes it. */
    private boolean handOver(ReplicaSet replicas, ClientRequest request) {
        for (int rank = 0; rank < replicas.primaries(); rank++) {
            MemberId owner = replicas.member(rank);
            boolean excluded = owner.equals(parts.self()) || peers.suspected(owner);
            Address address = excluded ? null : peers.view().address(owner);
            if (address != null && sender.send(address, request)) {
                return true;
            }
        }
        return false;
    }

    /** The owner gives up after its timeout; this node waits a little longer, for that answer. */
    private Duration patience(ClientRequest request) {
        Duration timeout = Admission.timeout(parts.settings(), request.options());
        return timeout.plus(timeout.dividedBy(4));
    }

    private void giveUp(long id) {
        Waiting gone = waiting.remove(id);
        if (gone != null) {
            answer(gone.client, id, new Outcome.Unknown(Outcome.Reason.TIMEOUT));
        }
    }

    /** An owner answered a request that was sent on. */
    void receive(ClientReply reply) {
        Waiting answered = waiting.remove(reply.id());
        if (answered != null) {
            answered.end.cancel();
            sender.send(answered.client, reply);
        }
    }

    private void refuse(Address client, ClientRequest request, Outcome.Reason reason) {
        Outcome outcome = new Outcome.Refused(reason);
        parts.listener().answered(parts.self(), request, outcome, 0);
        answer(client, request.id(), outcome);
    }

    /** Requests that were sent on and have no answer yet. */
    int waiting() {
        return waiting.size();
    }

    private void answer(Address client, long id, Outcome outcome) {
        sender.send(client, new ClientReply(id, outcome));
    }
}
