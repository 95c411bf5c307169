package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Periodic;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.protocol.MembershipHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.api.rule.ReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Who the others are, and which of them answer. The two questions stay apart: {@link #publish} moves ownership, suspicion only
 * changes whom a coordinator asks.
 *
 * <p>Suspicion is judged at intervals and kept as a list, so that a request pays for nothing but a look at the (few) suspects. A
 * node that was itself stopped for a while does not take its own gap for everybody's death: it skips one round of judgements.
 */
final class Peers implements MembershipHost {
    private final Environment environment;
    private final Member self;
    private final List<Address> configuredSeeds;
    private final FailureDetector detector;
    private final Duration judgeEvery;
    private final Function<Topology, View> views;
    private final NodeListener listener;
    private final List<MemberId> suspects = new ArrayList<>();
    /** Incarnations that said farewell: suspected for good, whatever older news of them is still on its way. */
    private final List<MemberId> departed = new ArrayList<>();

    private final List<Consumer<View>> onView = new ArrayList<>();
    private final List<Consumer<MemberId>> onReturn = new ArrayList<>();
    private final List<BiConsumer<MemberId, Boolean>> onSuspicion = new ArrayList<>();
    private final List<Runnable> onSuperseded = new ArrayList<>();
    private Sender<ProtocolMessage> sender;
    private View view;
    private long lastJudged;
    private final Periodic judgements;

    Peers(NodeParts parts, Member self, Topology known, FailureDetector detector) {
        this.environment = parts.ports().environment("membership");
        this.self = self;
        this.configuredSeeds = parts.ports().seeds();
        this.detector = detector;
        this.judgeEvery = parts.settings().detector().judgeEvery();
        this.judgements = Periodic.every(environment, judgeEvery, this::judge);
        this.views = parts.views();
        this.listener = parts.leads() ? parts.listener() : NodeListener.NONE;
        this.view = views.apply(known);
    }

    void sendBy(Sender<ProtocolMessage> membershipSender) {
        sender = membershipSender;
    }

    /** Calls back with every view after the present one. */
    void onView(Consumer<View> consumer) {
        onView.add(consumer);
    }

    /** Calls back when a peer that was suspected answers again. */
    void onReturn(Consumer<MemberId> consumer) {
        onReturn.add(consumer);
    }

    /** Calls back with every judgement that is not what it was. */
    void onSuspicion(BiConsumer<MemberId, Boolean> consumer) {
        onSuspicion.add(consumer);
    }

    /** Calls back when this incarnation must not go on. */
    void onSuperseded(Runnable task) {
        onSuperseded.add(task);
    }

    void start() {
        lastJudged = environment.nanoTime();
        judgements.start(judgeEvery);
    }

    void stop() {
        judgements.stop();
    }

    View view() {
        return view;
    }

    boolean suspected(MemberId member) {
        return !suspects.isEmpty() && suspects.contains(member);
    }

    /** How sure the detector is that a peer is gone; see {@link FailureDetector#suspicion}. */
    double suspicion(MemberId peer) {
        return detector.suspicion(peer, environment.nanoTime());
    }

    /** The suspected members of a preference list, as a mask of ranks. */
    long suspected(ReplicaSet replicas) {
        long mask = 0;
        for (int i = 0; i < suspects.size(); i++) {
            int rank = replicas.rankOf(suspects.get(i));
            if (rank >= 0) {
                mask |= 1L << rank;
            }
        }
        return mask;
    }

    private void judge() {
        long now = environment.nanoTime();
        boolean wasAway = now - lastJudged > 2 * judgeEvery.toNanos();
        lastJudged = now;
        if (!wasAway) {
            List<Member> members = view.topology().members();
            for (int i = 0; i < members.size(); i++) {
                MemberId peer = members.get(i).id();
                if (!peer.equals(self.id())) {
                    judge(peer, now);
                }
            }
        }
    }

    private void judge(MemberId peer, long now) {
        boolean suspicious = departed.contains(peer) || detector.suspects(peer, now);
        if (suspicious != suspected(peer)) {
            suspect(peer, suspicious);
        }
    }

    /** A judgement: this lane's, or the first one's. */
    void suspect(MemberId peer, boolean suspicious) {
        if (suspicious) {
            suspects.add(peer);
        } else {
            suspects.remove(peer);
        }
        listener.suspected(self.id(), peer, suspicious, environment.nanoTime());
        onSuspicion.forEach(consumer -> consumer.accept(peer, suspicious));
        if (!suspicious) {
            onReturn.forEach(consumer -> consumer.accept(peer));
        }
    }

    /** A peer says that it stops; only it can, from where it is known to be. */
    void farewell(Address from, MemberId peer) {
        if (from.equals(view.address(peer)) && !departed.contains(peer)) {
            departed.add(peer);
            listener.farewell(self.id(), peer);
            judge(peer, environment.nanoTime());
        }
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public boolean send(Address to, ProtocolMessage message) {
        return sender.send(to, message);
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public Topology known() {
        return view.topology();
    }

    @Override
    public List<Address> seeds() {
        List<Address> seeds = new ArrayList<>(configuredSeeds);
        seeds.remove(self.address());
        for (Member member : view.topology().members()) {
            if (!member.id().equals(self.id()) && !seeds.contains(member.address())) {
                seeds.add(member.address());
            }
        }
        return seeds;
    }

    @Override
    public void heard(MemberId peer) {
        long now = environment.nanoTime();
        detector.heard(peer, now);
        if (suspected(peer)) {
            judge(peer, now);
        }
    }

    @Override
    public void missed(MemberId peer) {
        detector.missed(peer, environment.nanoTime());
    }

    @Override
    public void publish(Topology topology) {
        if (topology.version() <= view.topology().version()) {
            return;
        }
        View before = view;
        view = views.apply(topology);
        for (Member member : before.topology().members()) {
            if (view.address(member.id()) == null) {
                detector.forget(member.id());
                suspects.remove(member.id());
                departed.remove(member.id());
                listener.left(self.id(), member.id());
            }
        }
        for (Member member : topology.members()) {
            if (before.address(member.id()) == null) {
                listener.joined(self.id(), member);
            }
        }
        onView.forEach(consumer -> consumer.accept(view));
    }

    @Override
    public void superseded(long incarnation) {
        onSuperseded.forEach(Runnable::run);
        listener.superseded(self.id(), incarnation, environment.nanoTime());
    }
}
