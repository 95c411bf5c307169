package dev.hearsay.testkit.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.testkit.membership.MemberGroup.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Who takes part in the contract of membership, and what happens to them there. */
abstract class MembershipScenes {
    static final int SIZE = 12;
    static final int SEEDS = 5;
    static final long SETTLED_SECONDS = 60;
    static final Duration SETTLED = Duration.ofSeconds(SETTLED_SECONDS);

    private static final int TOKENS = 4;

    /** A new instance of the protocol. */
    protected abstract Membership membership();

    /** Whether members tell each other anything. */
    protected boolean speaks() {
        return true;
    }

    /** Whether a member also learns from those it speaks to. If not, whoever is spoken to no more does not hear why. */
    protected boolean isAnswered() {
        return speaks();
    }

    /** Bytes that no message exceeds. */
    protected int messageLimit() {
        return 64 << 10;
    }

    /** How long a member that left is spoken of. */
    protected Duration forgetAfter() {
        return Duration.ofMinutes(2);
    }

    final MemberGroup group(long seed) {
        return new MemberGroup(seed, this::membership);
    }

    /** What there is to know of the member of that number. */
    static Member record(int number) {
        SplittableRandom random = new SplittableRandom(number);
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(new Token(random.nextLong(), random.nextLong()));
        }
        MemberId id = new MemberId("member-" + (char) ('a' + number), 0);
        Map<String, String> labels = new TreeMap<>();
        labels.put("zone", "zone-" + number % 3);
        return new Member(id, new Address(id.name(), 7000 + number), Member.State.UP, 1, tokens, labels);
    }

    static Member with(Member member, MemberId id, long version, String note) {
        Map<String, String> labels = new TreeMap<>(member.labels());
        labels.put("note", note);
        return new Member(id, member.address(), member.state(), version, member.tokens(), labels);
    }

    static List<Member> records(int count) {
        List<Member> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(i));
        }
        return records;
    }

    /** They know each other from the start. */
    static List<GroupMember> founders(MemberGroup group) {
        List<GroupMember> members = new ArrayList<>();
        for (Member member : records(SIZE)) {
            members.add(group.start(member, records(SIZE), List.of()));
        }
        return members;
    }

    /** Each knows itself, and where the first one listens. */
    static List<GroupMember> strangers(MemberGroup group) {
        List<GroupMember> members = new ArrayList<>();
        for (Member member : records(SIZE)) {
            List<Address> seeds =
                    members.isEmpty() ? List.of() : List.of(record(0).address());
            members.add(group.start(member, List.of(member), seeds));
        }
        return members;
    }

    /** Somebody who speaks for a member, from elsewhere, for some time. */
    static void impostor(MemberGroup group, Member claim) {
        List<Member> known = records(SIZE);
        known.removeIf(member -> member.id().name().equals(claim.id().name()));
        known.add(claim);
        GroupMember impostor = group.start(claim, known, List.of());
        group.run(SETTLED);
        impostor.crash();
    }

    static List<GroupMember> others(List<GroupMember> members, int without) {
        List<GroupMember> others = new ArrayList<>(members);
        others.remove(without);
        return others;
    }

    /** Nothing less, nothing more, and nothing but what each says of itself. */
    static void assertAllKnowExactly(List<GroupMember> members, List<Member> expected) {
        for (GroupMember member : members) {
            assertThat(member.view()).as("seen by %s", member.self().id()).containsExactlyElementsOf(expected);
        }
    }

    /** Whether a view has a member as it is, in a version however high. */
    static boolean truthAbout(List<Member> view, Member truth) {
        return view.stream()
                .anyMatch(seen -> seen.id().equals(truth.id())
                        && seen.address().equals(truth.address())
                        && seen.state() == truth.state()
                        && seen.tokens().equals(truth.tokens())
                        && seen.labels().equals(truth.labels()));
    }

    static void replay(MemberGroup group, List<Sent> messages) {
        messages.forEach(group::deliver);
        group.run(Duration.ofSeconds(1));
    }

    static void deliverOrRefuse(MemberGroup group, Sent sent) {
        try {
            group.deliver(sent);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,}");
        }
    }
}
