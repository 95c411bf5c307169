package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.request.ClientChannel;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.ClusterChannel;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.node.message.Farewell;
import dev.hearsay.node.message.ReplicaChannels;
import dev.hearsay.node.message.ReplicaMessage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One life of one member: its parts, joined by channels. Everything here runs on the lane of its ports. A node that crashed is
 * not started again; a new one is made on the same storage.
 */
public final class Node {
    private final NodeParts parts;
    private final Membership membership;
    private final Strategies strategies;
    private final Peers peers;
    private final Replica replica;
    private final Hints hints;
    private final Handoff handoff;
    private final Refills refills;
    private final Repairs repairs;
    private final Forwarder forwarder;
    private final Coordinator coordinator;
    private final Recent recent = new Recent();
    private final Informant informant;
    private final Address address;
    private Sender<ClientMessage> clients;
    private Sender<Farewell> farewells;
    private Consumer<Consumer<Figures>> allFigures = then -> then.accept(ownFigures());
    private boolean serving;

    Node(NodeParts parts, Member self, Topology known, Strategies strategies) {
        this.parts = parts;
        this.strategies = strategies;
        this.membership = strategies.membership();
        this.address = self.address();
        this.peers = new Peers(parts, self, known, strategies.detector());
        this.refills = new Refills(parts, peers);
        this.repairs = new Repairs(parts, peers, strategies.antiEntropy(), refills);
        this.hints = new Hints(parts);
        Minted minted = new Minted(
                parts.versioning(),
                parts.ports().mayComeBackTheSame() ? parts.ports().storage().space("minted") : null,
                parts.settings().coordinator().maxMinted(),
                parts.settings().coordinator().maxInFlightBytes().bytes());
        this.replica = new Replica(parts, minted, hints, repairs, refills);
        this.handoff = new Handoff(parts, peers, hints);
        this.forwarder = new Forwarder(parts, peers, refills);
        this.coordinator = new Coordinator(
                parts, strategies.policy(), peers, new Storing(replica, minted, hints, repairs, refills));
        this.informant = new Informant(parts, peers, hints, repairs, coordinator, then -> allFigures.accept(then));
    }

    /** Opens the channels and joins in. */
    public void start() {
        Transport transport = parts.ports().transport();
        ReplicaChannels channels = ReplicaChannels.of(parts.versioning());
        clients = transport.open(ClientChannel.CHANNEL, this::receive);
        farewells = transport.open(Farewell.CHANNEL, (from, farewell) -> peers.farewell(from, farewell.who()));
        Sender<ClusterMessage> informants =
                transport.open(ClusterChannel.CHANNEL, (from, message) -> informant.receive(from, message));
        Sender<ReplicaMessage> quorum = open(transport, channels.quorum(), this::answered);
        Sender<ReplicaMessage> readRepair = open(transport, channels.readRepair(), this::answered);
        Sender<ReplicaMessage> hinted = open(transport, channels.hints(), this::handedOff);
        Sender<ReplicaMessage> offers =
                open(transport, channels.offers(), new ReplicaLine(this::refilled, this::takesOffer));
        Sender<ProtocolMessage> gossip = transport.open(
                new Channel<>("membership", 1, ProtocolMessage.class, membership.codec()), membership::receive);
        Sender<ProtocolMessage> comparisons = transport.open(
                new Channel<>(
                        "anti-entropy",
                        1,
                        ProtocolMessage.class,
                        strategies.antiEntropy().codec()),
                repairs::receive);
        transport.start(address);
        peers.sendBy(gossip);
        forwarder.sendBy(clients);
        informant.sendBy(informants);
        coordinator.start(quorum, readRepair, (client, reply) -> clients.send(client, reply));
        handoff.start(hinted);
        repairs.start(comparisons, offers);
        refills.start(offers, replica);
        if (parts.leads()) {
            peers.onSuperseded(this::stop);
            membership.start(peers);
            peers.start();
        }
        serving = true;
    }

    private void answered(Address from, ReplicaMessage answer) {
        coordinator.receive(answer);
    }

    private void handedOff(Address from, ReplicaMessage answer) {
        if (answer instanceof ReplicaMessage.Stored stored) {
            handoff.acknowledged(from, stored);
        }
    }

    private void refilled(Address from, ReplicaMessage answer) {
        if (answer instanceof ReplicaMessage.Fetched fetched) {
            refills.receive(from, fetched);
        } else if (answer instanceof ReplicaMessage.Stored stored) {
            repairs.acknowledged(from, stored);
        }
    }

    /** Whoever gives a cell away on this node's word must have that of an owner: two that are none would each rely on the other. */
    private boolean takesOffer(ReplicaMessage.Store offer) {
        return offer.request() == 0 || repairs.owns(offer.key());
    }

    private Sender<ReplicaMessage> open(
            Transport transport, Channel<ReplicaMessage> channel, Receiver<ReplicaMessage> answers) {
        return open(transport, channel, new ReplicaLine(answers, store -> true));
    }

    private Sender<ReplicaMessage> open(Transport transport, Channel<ReplicaMessage> channel, ReplicaLine line) {
        line.sender = transport.open(channel, line);
        return line.sender;
    }

    /** Questions go to the replica, which answers on the same channel; answers go to whoever asked. */
    private final class ReplicaLine implements Receiver<ReplicaMessage> {
        private final Receiver<ReplicaMessage> answers;
        private final Predicate<ReplicaMessage.Store> takes;
        private Sender<ReplicaMessage> sender;

        ReplicaLine(Receiver<ReplicaMessage> answers, Predicate<ReplicaMessage.Store> takes) {
            this.answers = answers;
            this.takes = takes;
        }

        @Override
        public void receive(Address from, ReplicaMessage message) {
            if (message instanceof ReplicaMessage.Store store && !takes.test(store)) {
                sender.send(from, new ReplicaMessage.Stored(store.request(), store.rank(), store.attempt(), false));
            } else if (message instanceof ReplicaMessage.Fetch || message instanceof ReplicaMessage.Store) {
                replica.receive(from, message, sender);
            } else {
                answers.receive(from, message);
            }
        }
    }

    private void receive(Address from, ClientMessage message) {
        if (message instanceof ClientReply reply) {
            forwarder.receive(reply);
        } else if (!isServing()) {
            Outcome refused = new Outcome.Refused(Outcome.Reason.OVERLOADED);
            if (message instanceof ClientRequest request) {
                parts.listener().answered(parts.self(), request, refused, 0);
            }
            clients.send(from, new ClientReply(message.id(), refused));
        } else if (message instanceof ClientRequest request
                && (request.isRead() || recent.isNew(from, request.id()))
                && !forwarder.forward(from, request)) {
            coordinator.receive(from, request);
        }
    }

    /**
     * The first half of a stop that nobody should notice: clients are refused from now on and ask elsewhere, the others hear that this
     * incarnation goes and stand in for it at once, and what is in flight goes on until {@link #isIdle}.
     */
    public void retire() {
        serving = false;
        informant.retire();
        if (!parts.ports().mayComeBackTheSame() && parts.leads()) {
            for (Member member : peers.view().topology().members()) {
                if (!member.id().equals(parts.self())) {
                    farewells.send(member.address(), new Farewell(parts.self()));
                }
            }
        }
    }

    /** Whether it takes requests: not before it has found its cluster, and not while it stops. */
    public boolean isServing() {
        return serving
                && parts.ports().mayServe(peers.view().topology().members().size());
    }

    /** Whether nobody waits for an answer of this node. */
    public boolean isIdle() {
        return coordinator.inFlight() + forwarder.waiting() == 0;
    }

    /** Stops taking part. What was in flight gets no answer. */
    public void stop() {
        serving = false;
        handoff.stop();
        repairs.stop();
        refills.stop();
        if (parts.leads()) {
            membership.stop();
        }
        peers.stop();
        parts.ports().transport().close();
    }

    /** Tells the others that this node gives up what it owns. */
    public void leave() {
        membership.leave();
    }

    public MemberId id() {
        return parts.self();
    }

    /** The topology and placement this node goes by now. */
    public View view() {
        return peers.view();
    }

    /** Whether this node suspects a peer. */
    public boolean suspects(MemberId peer) {
        return peers.suspected(peer);
    }

    /** How sure this node's detector is that a peer is gone: 0 just after hearing of it, infinity for certainty. */
    public double suspicion(MemberId peer) {
        return peers.suspicion(peer);
    }

    /**
     * What this node keeps of a key as an owner; the empty cell if nothing.
     *
     * @throws dev.hearsay.api.port.DamagedCell if it cannot say
     */
    public Cell peek(Key key) {
        return replica.held(key);
    }

    /** Hints waiting for their owners. */
    public int hintsWaiting() {
        return hints.count();
    }

    /** Bytes of hints waiting for their owners. */
    public long hintBytes() {
        return hints.bytes();
    }

    /** Damaged cells that this node found on its disk and set aside. */
    public long quarantined() {
        return parts.ports().storage().quarantined();
    }

    /** What this node says of itself to whoever asks; with several lanes, what this one says. */
    public NodeStatus status() {
        return informant.status();
    }

    /** Of this lane. */
    public Figures ownFigures() {
        return new Figures(status(), requestsForwarded(), writesMinted(), repairAges());
    }

    /** Gives the figures of all lanes of the node, of which this is the first; at once if it is the only one. */
    public void figures(Consumer<Figures> then) {
        allFigures.accept(then);
    }

    void gatherBy(Consumer<Consumer<Figures>> gathering) {
        allFigures = gathering;
    }

    Peers peers() {
        return peers;
    }

    /**
     * Pairs of an owned partition and another owner of it by the age of their last comparison: within one interval of anti-entropy, within
     * two, before that, never.
     */
    public int[] repairAges() {
        return repairs.ages();
    }

    /** Writes that this node named and has not stored yet. */
    public int writesMinted() {
        return coordinator.minted();
    }

    /** Requests that this node sent on to an owner and that have no answer yet. */
    public int requestsForwarded() {
        return forwarder.waiting();
    }

    /** Operations that this node coordinates now. */
    public int operationsInFlight() {
        return coordinator.inFlight();
    }
}
