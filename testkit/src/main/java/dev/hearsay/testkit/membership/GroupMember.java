package dev.hearsay.testkit.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.MembershipHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One life of one member: the host of a protocol under test, and what the protocol did to it. */
public final class GroupMember implements MembershipHost, Environment {
    private final MemberGroup group;
    private final Member self;
    private final Topology known;
    private final List<Address> seeds;
    private final Membership protocol;
    private final RandomGenerator random;
    private final List<Topology> published = new ArrayList<>();
    private final Map<MemberId, Long> heard = new TreeMap<>();
    private final Map<MemberId, Integer> missed = new TreeMap<>();
    private long supersededBy = -1;
    private boolean running = true;

    GroupMember(MemberGroup group, Member self, List<Member> known, List<Address> seeds, Membership protocol) {
        this.group = group;
        this.self = self;
        this.known = new Topology(1, known);
        this.seeds = List.copyOf(seeds);
        this.protocol = protocol;
        this.random = new SplittableRandom(group.seed() * 31 + self.id().hashCode());
    }

    public Membership protocol() {
        return protocol;
    }

    /** Whom it believes to be in the cluster. */
    public List<Member> view() {
        return latest().members();
    }

    /** Of the latest view. */
    public long version() {
        return latest().version();
    }

    private Topology latest() {
        return published.isEmpty() ? known : published.get(published.size() - 1);
    }

    /** All it published, in order. */
    public List<Topology> published() {
        return published;
    }

    /** When it had evidence of a peer's life last, by peer. */
    public Map<MemberId, Long> heard() {
        return heard;
    }

    /** How often each peer left something unanswered. */
    public Map<MemberId, Integer> missed() {
        return missed;
    }

    /** The incarnation that ended this one; below 0 if none did. */
    public long supersededBy() {
        return supersededBy;
    }

    /** The process is gone: nothing it had asked for happens any more. */
    public void crash() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    @Override
    public Environment environment() {
        return this;
    }

    @Override
    public boolean send(Address to, ProtocolMessage message) {
        assertThat(running).as("sent by a process that is gone").isTrue();
        return group.send(this, to, message);
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public Topology known() {
        return known;
    }

    @Override
    public List<Address> seeds() {
        return seeds;
    }

    @Override
    public void heard(MemberId peer) {
        assertThat(peer).as("nobody hears of itself").isNotEqualTo(self.id());
        assertThat(view())
                .as("who is heard is in the view")
                .extracting(Member::id)
                .contains(peer);
        heard.put(peer, nanoTime());
    }

    @Override
    public void missed(MemberId peer) {
        missed.merge(peer, 1, Integer::sum);
    }

    @Override
    public void publish(Topology topology) {
        assertThat(topology.version()).as("versions grow").isGreaterThan(version());
        published.add(topology);
    }

    @Override
    public void superseded(long incarnation) {
        assertThat(supersededBy).as("told once").isNegative();
        supersededBy = incarnation;
    }

    @Override
    public long nanoTime() {
        return group.time().nanoTime();
    }

    @Override
    public InstantSource wallClock() {
        return group.time().wallClock();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        return group.time().after(delay, () -> {
            if (running) {
                task.run();
            }
        });
    }
}
