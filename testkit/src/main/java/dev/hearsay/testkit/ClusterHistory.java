package dev.hearsay.testkit;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.rule.Partitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A cluster as it grows, shrinks and has members replaced, with members of different weight and in every state.
 * Property tests over fresh clusters have passed while the plans of real ones put two replicas on one node; rules about
 * topologies are therefore tested along histories. Same seed, same history.
 */
public final class ClusterHistory {
    private static final int MOST = 24;
    private static final List<String> WEIGHTS = List.of("", "", "0.25", "0.5", "2", "4");
    private final Partitioner partitioner;
    private final SplittableRandom random;
    private Topology topology = new Topology(1, List.of());
    private int named;

    public ClusterHistory(Partitioner partitioner, long seed) {
        this.partitioner = partitioner;
        this.random = new SplittableRandom(seed);
        join();
    }

    /** What happened to which member. */
    public record Change(Kind kind, MemberId member, Topology before, Topology after) {}

    public enum Kind {
        JOIN,
        LEAVE,
        /** A member came back under its next incarnation. */
        REPLACE,
        /** A member's record changed, but nobody's ownership. */
        NOTHING
    }

    /** Members {@code node-0} … {@code node-(members-1)}, all of weight 1, joined one after the other. */
    public static Topology grown(Partitioner partitioner, int members, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Topology topology = new Topology(1, List.of());
        for (int i = 0; i < members; i++) {
            topology = joined(partitioner, topology, new MemberId("node-" + i, 0), new TreeMap<>(), random.split());
        }
        return topology;
    }

    /** The topology with one more member, up, with the tokens it claimed. */
    public static Topology joined(
            Partitioner partitioner,
            Topology topology,
            MemberId id,
            Map<String, String> labels,
            SplittableRandom random) {
        Address address = new Address(id.name(), 0);
        Member bare = new Member(id, address, Member.State.JOINING, 1, List.of(), labels);
        return topology.with(
                new Member(id, address, Member.State.UP, 2, partitioner.claim(topology, bare, random), bare.labels()));
    }

    public Topology topology() {
        return topology;
    }

    /** Lets something happen. At least one member always owns data. */
    public Change next() {
        List<Member> owners = topology.owners();
        int dice = random.nextInt(10);
        if (owners.size() < 2 || dice < 4 && owners.size() < MOST) {
            return join();
        }
        Member member = owners.get(random.nextInt(owners.size()));
        if (dice < 7) {
            return to(Kind.LEAVE, member, member.to(Member.State.GONE));
        }
        return dice == 7 ? to(Kind.NOTHING, member, member.to(Member.State.LEAVING)) : replace(member);
    }

    private Change join() {
        TreeMap<String, String> labels = new TreeMap<>();
        String weight = WEIGHTS.get(random.nextInt(WEIGHTS.size()));
        if (!weight.isEmpty()) {
            labels.put("weight", weight);
        }
        return arrive(Kind.JOIN, new MemberId("node-" + named++, 0), labels);
    }

    private Change replace(Member member) {
        MemberId next = new MemberId(member.id().name(), member.id().incarnation() + 1);
        return arrive(Kind.REPLACE, next, member.labels());
    }

    private Change arrive(Kind kind, MemberId id, Map<String, String> labels) {
        Topology before = topology;
        topology = joined(partitioner, topology, id, labels, random.split());
        return new Change(kind, id, before, topology);
    }

    private Change to(Kind kind, Member member, Member changed) {
        Topology before = topology;
        topology = topology.with(changed);
        return new Change(kind, member.id(), before, topology);
    }

    /** The changes that follow. */
    public List<Change> next(int changes) {
        List<Change> next = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            next.add(next());
        }
        return next;
    }
}
