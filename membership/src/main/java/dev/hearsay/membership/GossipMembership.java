package dev.hearsay.membership;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.Member.State;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Periodic;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.MembershipHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.membership.GossipMessage.Ack;
import dev.hearsay.membership.GossipMessage.Ack2;
import dev.hearsay.membership.GossipMessage.FullList;
import dev.hearsay.membership.GossipMessage.Syn;
import dev.hearsay.membership.GossipSettings.Exchange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Heartbeat gossip (van Renesse, Minsky and Hayden, Middleware 1998; DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.8): every
 * round each member raises its heartbeat and compares what it knows with a few random others, in three legs. What is known and how
 * it merges is {@link Knowledge}; here is who talks to whom and when.
 *
 * <p>A member that comes back in the same incarnation, its memory lost, hears its own old heartbeat from others and goes on above it.
 */
final class GossipMembership implements Membership {
    private final GossipSettings settings;
    private final Codec<ProtocolMessage> codec = new GossipCodec();
    private final Opening opening;
    private final int limit;
    private MembershipHost host;
    private RandomGenerator random;
    private Knowledge knowledge;
    private Partners partners;
    private long published;
    /** Members asked in this round that have not answered. */
    private final Map<Address, MemberId> unanswered = new LinkedHashMap<>();
    /** Who sent what is being handled. */
    private MemberId speaker;

    /** Null before the start. */
    private Periodic rounds;

    private boolean stopped;

    GossipMembership(GossipSettings settings) {
        this.settings = settings;
        this.limit = settings.messageBytes();
        this.opening = new Opening(settings.exchange(), limit);
    }

    /** @throws ConfigurationException if this member's own record does not fit into a message */
    @Override
    public void start(MembershipHost membershipHost) {
        host = membershipHost;
        random = host.environment().random();
        published = host.known().version();
        opening.check(host.self());
        knowledge = new Knowledge(host.self(), host.known().members(), settings, this::pulse);
        partners = new Partners(knowledge.roster(), knowledge.own());
        long first = settings.inPhase()
                ? settings.interval().toNanos()
                : (long) (random.nextDouble() * settings.interval().toNanos());
        rounds = Periodic.every(host.environment(), settings.interval(), this::round);
        rounds.start(Duration.ofNanos(first));
    }

    @Override
    public void stop() {
        stopped = true;
        if (rounds != null) {
            rounds.stop();
        }
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return codec;
    }

    /** Announces that this member gives up what it owns. It goes on gossiping until it is stopped, so that others hear of it. */
    @Override
    public void leave() {
        if (!stopped && knowledge.self().state() != State.GONE) {
            knowledge.become(knowledge.self().to(State.GONE), now());
            publish();
        }
    }

    private long now() {
        return host.environment().nanoTime();
    }

    private void round() {
        unanswered.values().forEach(host::missed);
        unanswered.clear();
        if (knowledge.forget(now())) {
            partners = new Partners(knowledge.roster(), knowledge.own());
        }
        knowledge.beat();
        int drawn = partners.draw(settings.fanout(), random);
        for (int left = drawn; left > 0; left--) {
            Member partner = knowledge.roster().member(partners.place(left - 1));
            if (settings.exchange() == Exchange.DIGEST) {
                unanswered.put(partner.address(), partner.id());
            }
            host.send(partner.address(), opening.next(knowledge));
        }
        double draw = random.nextDouble();
        if (drawn == 0 || draw < settings.seedProbability()) {
            askASeed();
        }
    }

    private void askASeed() {
        List<Address> seeds = host.seeds();
        if (!seeds.isEmpty()) {
            host.send(seeds.get(random.nextInt(seeds.size())), opening.next(knowledge));
        }
    }

    @Override
    public void receive(Address from, ProtocolMessage message) {
        if (stopped || !(message instanceof GossipMessage gossip)) {
            return;
        }
        speaker = gossip.sender();
        if (gossip instanceof Syn syn) {
            Answer answer = new Answer(knowledge.self().id(), limit);
            knowledge.compare(syn.digest(), answer);
            host.send(from, answer.ack());
        } else if (gossip instanceof Ack ack) {
            unanswered.remove(from);
            learn(ack.records());
            knowledge.raise(ack.beats());
            bring(from, ack.wanted());
        } else if (gossip instanceof Ack2 records) {
            learn(records.records());
        } else if (gossip instanceof FullList list) {
            learn(list.records());
            knowledge.raise(list.beats());
        }
        heard(from, gossip.sender());
    }

    private void bring(Address to, List<String> wanted) {
        List<Member> records = knowledge.records(wanted);
        if (!records.isEmpty() && !stopped) {
            Answer answer = new Answer(knowledge.self().id(), limit);
            records.forEach(answer::record);
            host.send(to, answer.ack2());
        }
    }

    private void learn(List<Member> records) {
        if (!knowledge.learn(records, now())) {
            return;
        }
        if (knowledge.overruledBy() >= 0) {
            stop();
            host.superseded(knowledge.overruledBy());
        } else {
            publish();
        }
    }

    private void publish() {
        partners = new Partners(knowledge.roster(), knowledge.own());
        Topology topology = knowledge.topology(published);
        published = topology.version();
        host.publish(topology);
    }

    /** What somebody says is evidence that it lives, if it is known and speaks from where it is known to be. */
    private void heard(Address from, MemberId sender) {
        Roster roster = knowledge.roster();
        int place = roster.stamps().placeOf(sender, 0);
        if (place >= 0 && roster.member(place).address().equals(from)) {
            heard(place);
        }
    }

    /** A member's heartbeat grew; what it told itself is counted when its message is. */
    private void pulse(int place) {
        if (settings.indirect() && !knowledge.roster().member(place).id().equals(speaker)) {
            heard(place);
        }
    }

    private void heard(int place) {
        Member member = knowledge.roster().member(place);
        if (place != knowledge.own() && member.state() != State.GONE && !stopped) {
            host.heard(member.id());
        }
    }
}
