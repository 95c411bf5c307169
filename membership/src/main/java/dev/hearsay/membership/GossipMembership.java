package dev.hearsay.membership;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.Member.State;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.MembershipHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.membership.GossipMessage.Ack;
import dev.hearsay.membership.GossipMessage.Ack2;
import dev.hearsay.membership.GossipMessage.Syn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Heartbeat gossip (van Renesse, Minsky and Hayden, Middleware 1998; DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.8): every
 * round each member raises its heartbeat and compares what it knows with a few random others, in three legs.
 *
 * <p>The topology's version is the sum of all incarnations (weighted) and record versions, and above the last one published: it
 * only grows, and members that know the same records publish the same version.
 */
final class GossipMembership implements Membership {
    private static final int INCARNATION_SHIFT = 20;

    private final GossipSettings settings;
    private final GossipCodec codec = new GossipCodec();
    private MembershipHost host;
    private RandomGenerator random;
    private Member self;
    private Roster roster;
    private long[] heartbeats;
    /** Whether a message holds {@link #heartbeats}: then they are copied before they are changed. */
    private boolean shared;

    private long published;
    /** Members asked in this round that have not answered. */
    private final Map<Address, MemberId> unanswered = new LinkedHashMap<>();

    private boolean stopped;

    GossipMembership(GossipSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(MembershipHost membershipHost) {
        host = membershipHost;
        random = host.environment().random();
        self = host.self();
        published = host.known().version();
        roster = Roster.of(host.known().members()).with(List.of(self));
        heartbeats = new long[roster.size()];
        long first = settings.inPhase()
                ? settings.interval().toNanos()
                : (long) (random.nextDouble() * settings.interval().toNanos());
        host.environment().after(Duration.ofNanos(first), this::round);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return codec;
    }

    /** Announces that this member gives up what it owns. It goes on gossiping until it is stopped, so that others hear of it. */
    @Override
    public void leave() {
        self = self.to(State.GONE);
        learn(List.of(self));
    }

    private void round() {
        if (stopped) {
            return;
        }
        unanswered.values().forEach(host::missed);
        unanswered.clear();
        int own = roster.placeOf(self.id().name());
        beats()[own]++;
        for (int peer : partners(own)) {
            Member member = roster.member(peer);
            unanswered.put(member.address(), member.id());
            ask(member.address());
        }
        if (settings.seedProbability() > 0 && random.nextDouble() < settings.seedProbability()) {
            askASeed();
        }
        host.environment().after(settings.interval(), this::round);
    }

    private void ask(Address to) {
        shared = true;
        host.send(to, new Syn(self.id(), roster, heartbeats, settings.exchange() == GossipSettings.Exchange.FULL_LIST));
    }

    private void askASeed() {
        List<Address> seeds = host.seeds();
        if (!seeds.isEmpty()) {
            ask(seeds.get(random.nextInt(seeds.size())));
        }
    }

    /** As many different others as the fanout says, among those that are not gone. */
    private int[] partners(int own) {
        int others = roster.size() - 1;
        int[] chosen = new int[Math.min(settings.fanout(), others)];
        int count = 0;
        for (int tries = 0; count < chosen.length && tries < 20 * chosen.length; tries++) {
            int draw = random.nextInt(others);
            int place = draw >= own ? draw + 1 : draw;
            boolean taken = roster.member(place).state() == State.GONE;
            for (int i = 0; i < count; i++) {
                taken |= chosen[i] == place;
            }
            if (!taken) {
                chosen[count++] = place;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    @Override
    public void receive(Address from, ProtocolMessage message) {
        if (stopped) {
            return;
        }
        if (message instanceof Syn syn) {
            digest(from, syn);
        } else if (message instanceof Ack ack) {
            answer(from, ack);
        } else if (message instanceof Ack2 records) {
            learn(records.records());
        }
    }

    private void digest(Address from, Syn syn) {
        if (syn.full()) {
            learn(syn.roster().members());
        }
        Ack ack = roster.agrees(syn.roster()) ? compareByPlace(syn) : compareByName(syn);
        heard(syn.sender());
        if (!syn.full()) {
            host.send(from, ack);
        }
    }

    /** Both know the same members: place by place. */
    private Ack compareByPlace(Syn syn) {
        long[] theirs = syn.heartbeats();
        int[] places = new int[16];
        long[] higher = new long[16];
        int count = 0;
        for (int i = 0; i < theirs.length; i++) {
            long mine = heartbeats[i];
            if (theirs[i] > mine) {
                raise(i, theirs[i], syn.sender());
            } else if (mine > theirs[i]) {
                if (count == higher.length) {
                    places = Arrays.copyOf(places, 2 * count);
                    higher = Arrays.copyOf(higher, 2 * count);
                }
                places[count] = i;
                higher[count++] = mine;
            }
        }
        return new Ack(
                self.id(), roster, Arrays.copyOf(places, count), Arrays.copyOf(higher, count), List.of(), List.of());
    }

    private Ack compareByName(Syn syn) {
        List<Integer> places = new ArrayList<>();
        List<Long> higher = new ArrayList<>();
        List<Member> records = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        Roster theirs = syn.roster();
        for (int i = 0; i < theirs.size(); i++) {
            Member other = theirs.member(i);
            int place = roster.placeOf(other.id().name());
            Member mine = place < 0 ? null : roster.member(place);
            if (mine == null || Roster.newer(mine, other) != mine) {
                wanted.add(other.id().name());
            } else if (Roster.newer(other, mine) != other) {
                records.add(mine);
            } else if (syn.heartbeats()[i] > heartbeats[place]) {
                raise(place, syn.heartbeats()[i], syn.sender());
            }
            if (mine != null && mine.id().equals(other.id()) && heartbeats[place] > syn.heartbeats()[i]) {
                places.add(place);
                higher.add(heartbeats[place]);
            }
        }
        for (Member mine : roster.members()) {
            if (theirs.placeOf(mine.id().name()) < 0) {
                records.add(mine);
            }
        }
        return new Ack(
                self.id(),
                roster,
                places.stream().mapToInt(Integer::intValue).toArray(),
                higher.stream().mapToLong(Long::longValue).toArray(),
                records,
                wanted);
    }

    private void answer(Address from, Ack ack) {
        unanswered.remove(from);
        learn(ack.records());
        boolean samePlaces = roster.agrees(ack.roster());
        for (int i = 0; i < ack.places().length; i++) {
            int theirs = ack.places()[i];
            int place = samePlaces
                    ? theirs
                    : roster.placeOf(ack.roster().member(theirs).id().name());
            if (place >= 0 && ack.heartbeats()[i] > heartbeats[place]) {
                raise(place, ack.heartbeats()[i], ack.sender());
            }
        }
        heard(ack.sender());
        List<Member> asked = new ArrayList<>();
        for (String name : ack.wanted()) {
            int place = roster.placeOf(name);
            if (place >= 0) {
                asked.add(roster.member(place));
            }
        }
        if (!asked.isEmpty()) {
            host.send(from, new Ack2(self.id(), asked));
        }
    }

    private void raise(int place, long heartbeat, MemberId bringer) {
        beats()[place] = heartbeat;
        MemberId member = roster.member(place).id();
        if (settings.indirect() && !member.equals(bringer)) {
            heard(member);
        }
    }

    private void heard(MemberId member) {
        if (!member.equals(self.id())) {
            host.heard(member);
        }
    }

    private long[] beats() {
        if (shared) {
            heartbeats = heartbeats.clone();
            shared = false;
        }
        return heartbeats;
    }

    /** Takes in records, and publishes if any of them is news. */
    private void learn(List<Member> records) {
        List<Member> news = new ArrayList<>();
        for (Member record : records) {
            int place = roster.placeOf(record.id().name());
            if (place < 0 || Roster.newer(roster.member(place), record) != roster.member(place)) {
                news.add(record);
            }
        }
        if (news.isEmpty()) {
            return;
        }
        Roster before = roster;
        roster = before.with(news);
        long[] moved = new long[roster.size()];
        for (int i = 0; i < moved.length; i++) {
            Member member = roster.member(i);
            int place = before.placeOf(member.id().name());
            boolean same = place >= 0 && before.member(place).id().equals(member.id());
            moved[i] = same ? heartbeats[place] : 0;
        }
        heartbeats = moved;
        shared = false;
        publish();
    }

    private void publish() {
        long version = 0;
        List<Member> present = new ArrayList<>();
        for (Member member : roster.members()) {
            version += (member.id().incarnation() << INCARNATION_SHIFT) + member.version();
            if (member.state() != State.GONE) {
                present.add(member);
            }
        }
        published = Math.max(published + 1, version);
        host.publish(new Topology(published, present));
    }
}
