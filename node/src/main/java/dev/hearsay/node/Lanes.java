package dev.hearsay.node;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Key;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.node.message.ReplicaMessage;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the first lane of a node does for the others. A node of several lanes is as many {@linkplain Node nodes} that share a name and a place:
 * each coordinates, stores and repairs what lies in its {@link Arc}, with the same lane of other nodes, and shares nothing that changes. The
 * first alone takes part in membership, and judges who answers; the others go by what it tells them.
 */
public final class Lanes {
    private final Node first;
    private final Executor lane;
    private final List<Lane> others;

    /**
     * Another lane of the same node.
     *
     * @param executor runs tasks on it, in their order
     */
    public record Lane(Node node, Executor executor) {}

    private Lanes(Node first, Executor lane, List<Lane> others) {
        this.first = first;
        this.lane = lane;
        this.others = List.copyOf(others);
    }

    /**
     * Lets the other lanes go by the first, before any of them starts; they are to be started before it, so that they miss nothing.
     *
     * @param executor runs tasks on the first lane
     */
    public static void join(Node first, Executor executor, List<Lane> others) {
        Lanes lanes = new Lanes(first, executor, others);
        for (Lane other : lanes.others) {
            first.peers()
                    .onView(view ->
                            other.executor().execute(() -> other.node().peers().publish(view.topology())));
            first.peers()
                    .onSuspicion((peer, suspicious) ->
                            other.executor().execute(() -> other.node().peers().suspect(peer, suspicious)));
            first.peers().onSuperseded(() -> other.executor().execute(other.node()::stop));
        }
        first.gatherBy(lanes::gather);
    }

    /** Puts together what all lanes tell of themselves, one after the other; each is asked on its own lane. On the first. */
    private void gather(Consumer<Figures> then) {
        gather(first.ownFigures(), 0, then);
    }

    private void gather(Figures soFar, int next, Consumer<Figures> then) {
        if (next == others.size()) {
            then.accept(soFar);
            return;
        }
        Lane other = others.get(next);
        other.executor().execute(() -> {
            Figures figures = other.node().ownFigures();
            lane.execute(() -> gather(soFar.plus(figures), next + 1, then));
        });
    }

    /** The lane that a message is for which came over any connection; -1 if it is for the one to which it came. */
    public static int laneOf(Object message, int lanes) {
        Key key = key(message);
        if (key != null) {
            return Arc.numberOf(key.token(), lanes);
        }
        return message instanceof ClusterMessage ? 0 : -1;
    }

    private static Key key(Object message) {
        if (message instanceof ClientRequest request) {
            return request.key();
        } else if (message instanceof ReplicaMessage.Store store) {
            return store.key();
        }
        return message instanceof ReplicaMessage.Fetch fetch ? fetch.key() : null;
    }

    /** What a client is told whose request is for a lane that has too much to do; null if the message is no request. */
    public static Object refusal(Object message) {
        return message instanceof ClientRequest request
                ? new ClientReply(request.id(), new Outcome.Refused(Outcome.Reason.OVERLOADED))
                : null;
    }
}
