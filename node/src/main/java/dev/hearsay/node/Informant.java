package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.ClusterChannel;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.ClusterMessage.AskRing;
import dev.hearsay.api.request.ClusterMessage.AskStatus;
import dev.hearsay.api.request.ClusterMessage.RingIs;
import dev.hearsay.api.request.ClusterMessage.StatusIs;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Ring;
import dev.hearsay.api.request.Ring.RingMember;
import dev.hearsay.api.request.Ring.RingPartition;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells whoever asks what this node knows of the ring and of itself.
 *
 * <p>A ring is put together once for a view, and only if somebody asks; who has it already is told so in a few bytes. An answer over the
 * limit is not sent: a shorter one is, and if the transport does not take that, the next shorter one.
 */
final class Informant {
    private static final Codec<ClusterMessage> CODEC = ClusterChannel.CHANNEL.codec();

    private final NodeParts parts;
    private final Peers peers;
    private final Hints hints;
    private final Repairs repairs;
    private final Coordinator coordinator;
    private final Consumer<Consumer<Figures>> figures;
    private Sender<ClusterMessage> sender;
    private View told;
    private long digest;
    private List<Ring> rings = List.of();
    private boolean serving = true;

    /** @param figures gives those of all lanes */
    Informant(
            NodeParts parts,
            Peers peers,
            Hints hints,
            Repairs repairs,
            Coordinator coordinator,
            Consumer<Consumer<Figures>> figures) {
        this.parts = parts;
        this.peers = peers;
        this.hints = hints;
        this.repairs = repairs;
        this.coordinator = coordinator;
        this.figures = figures;
    }

    void sendBy(Sender<ClusterMessage> clusterSender) {
        sender = clusterSender;
    }

    /** From here on the node says that it takes no requests. */
    void retire() {
        serving = false;
    }

    void receive(Address from, ClusterMessage message) {
        if (message instanceof AskRing ask) {
            tellRing(from, ask);
        } else if (message instanceof AskStatus ask) {
            figures.accept(all -> tellStatus(from, ask, all.status()));
        }
    }

    private void tellStatus(Address from, AskStatus ask, NodeStatus status) {
        if (!tell(from, new StatusIs(ask.id(), status))) {
            tell(from, new StatusIs(ask.id(), status.withoutLists()));
        }
    }

    private boolean tell(Address to, ClusterMessage answer) {
        return CODEC.size(answer) <= ClusterChannel.LARGEST_ANSWER && sender.send(to, answer);
    }

    private void tellRing(Address to, AskRing ask) {
        learn(peers.view());
        if (ask.known() == digest) {
            tell(to, new RingIs(ask.id(), digest, null));
            return;
        }
        for (Ring ring : rings) {
            if (tell(to, new RingIs(ask.id(), digest, ring))) {
                return;
            }
        }
    }

    private void learn(View view) {
        if (told == view) {
            return;
        }
        Ring ring = ring(view, parts.settings().quorum().n());
        rings = List.of(ring, ring.withoutStandIns(), ring.withoutPartitions());
        RingIs whole = new RingIs(0, 0, ring);
        ByteBuffer bytes = ByteBuffer.allocate(CODEC.size(whole));
        CODEC.encode(whole, bytes);
        digest = Token.hash(bytes.array()).high();
        told = view;
    }

    static Ring ring(View view, int copies) {
        List<RingMember> members = new ArrayList<>();
        Map<MemberId, Integer> numbers = new HashMap<>();
        for (Member member : view.topology().owners()) {
            numbers.put(member.id(), members.size());
            members.add(new RingMember(member.id(), member.address()));
        }
        Placement placement = view.ring();
        List<RingPartition> partitions = new ArrayList<>(placement.partitions());
        for (int partition = 0; partition < placement.partitions(); partition++) {
            ReplicaSet replicas = placement.replicas(partition);
            int owners = replicas.primaries();
            partitions.add(new RingPartition(
                    placement.range(partition).end(),
                    numbers(numbers, replicas, 0, owners),
                    numbers(numbers, replicas, owners, Math.min(replicas.size(), owners + copies))));
        }
        partitions.sort(Comparator.comparing(RingPartition::end));
        return new Ring(view.topology().version(), copies, members, partitions);
    }

    private static List<Integer> numbers(Map<MemberId, Integer> numbers, ReplicaSet replicas, int from, int to) {
        List<Integer> found = new ArrayList<>(to - from);
        for (int rank = from; rank < to; rank++) {
            found.add(numbers.get(replicas.member(rank)));
        }
        return found;
    }

    NodeStatus status() {
        View view = peers.view();
        List<NodeStatus.Peer> others = new ArrayList<>();
        for (Member member : view.topology().members()) {
            if (!member.id().equals(parts.self())) {
                others.add(new NodeStatus.Peer(
                        member.id(), member.address(), member.state().name(), peers.suspected(member.id())));
            }
        }
        return new NodeStatus(
                parts.self(),
                peers.self().address(),
                serving,
                view.topology().version(),
                others,
                view.ring().partitions(),
                repairs.partitionsOwned(),
                repairs.keys(),
                hints.waiting(),
                coordinator.inFlight(),
                parts.ports().storage().quarantined(),
                repairs.progress());
    }
}
