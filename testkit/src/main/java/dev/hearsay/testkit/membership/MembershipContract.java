package dev.hearsay.testkit.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.testkit.membership.MemberGroup.Sent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Membership} must pass. Subclass it in the tests of your module and supply a fresh instance, with settings under
 * which news reaches {@value MembershipScenes#SIZE} members within {@value MembershipScenes#SETTLED_SECONDS} s.
 *
 * <p>A protocol that says nothing, because who is in the cluster is configured, overrides {@link #speaks}.
 */
public abstract class MembershipContract extends MembershipScenes {
    @Test
    void whoeverKnowsOneMemberComesToKnowAll() {
        assumeTrue(speaks());
        for (long seed = 0; seed < SEEDS; seed++) {
            MemberGroup group = group(seed);
            List<GroupMember> members = strangers(group);
            group.run(SETTLED);
            assertAllKnowExactly(members, records(SIZE));
            assertThat(members)
                    .extracting(GroupMember::version)
                    .as("of one view one version")
                    .containsOnly(members.get(0).version());
        }
    }

    @Test
    void theyDoSoOnANetworkThatLosesRepeatsAndOvertakes() {
        assumeTrue(speaks());
        for (long seed = 0; seed < SEEDS; seed++) {
            MemberGroup group = group(seed);
            group.fate(random -> {
                Duration delay = Duration.ofMillis(random.nextInt(3000));
                int fate = random.nextInt(10);
                return fate < 3 ? List.of() : fate < 5 ? List.of(delay, delay.plusMillis(500)) : List.of(delay);
            });
            List<GroupMember> members = strangers(group);
            group.run(SETTLED.multipliedBy(2));
            assertAllKnowExactly(members, records(SIZE));
        }
    }

    @Test
    void foundersHaveNothingToLearn() {
        MemberGroup group = group(1);
        List<GroupMember> members = founders(group);
        group.run(SETTLED);
        for (GroupMember member : members) {
            assertThat(member.published()).isEmpty();
            assertThat(member.missed()).isEmpty();
            assertThat(member.supersededBy()).isNegative();
        }
        assertThat(group.wire().isEmpty()).isEqualTo(!speaks());
    }

    /** Its heartbeats begin at nothing; others remember higher ones. */
    @Test
    void theLivingAreHeardAndTheDeadAreNot() {
        assumeTrue(speaks());
        MemberGroup group = group(2);
        List<GroupMember> members = founders(group);
        group.run(SETTLED);
        long before = members.get(0).nanoTime();
        members.get(3).crash();
        group.run(SETTLED);
        long dead = members.get(0).nanoTime();
        group.run(SETTLED);
        GroupMember reborn = group.start(record(3), records(SIZE), List.of());
        long back = reborn.nanoTime();
        for (GroupMember member : members) {
            for (Member other : records(SIZE)) {
                boolean isDead = other.equals(record(3));
                if (member != members.get(3) && !other.equals(member.self())) {
                    long heard = member.heard().get(other.id());
                    assertThat(heard > dead)
                            .as("%s of %s", member.self().id(), other.id())
                            .isEqualTo(!isDead);
                    assertThat(heard).isGreaterThan(before - SETTLED.toNanos());
                }
            }
        }
        group.run(SETTLED);
        for (GroupMember member : members) {
            assertThat(member == members.get(3) || member.heard().get(record(3).id()) > back)
                    .as(
                            "back in the same incarnation, heard by %s",
                            member.self().id())
                    .isTrue();
        }
    }

    @Test
    void theHigherIncarnationOfANameWins() {
        assumeTrue(speaks());
        for (long seed = 0; seed < SEEDS; seed++) {
            MemberGroup group = group(seed);
            List<GroupMember> members = founders(group);
            group.run(SETTLED);
            Member reborn = with(record(5), new MemberId(record(5).id().name(), 7), 1, "reborn");
            List<Member> expected = records(SIZE);
            expected.set(5, reborn);
            members.set(5, group.start(reborn, expected, List.of()));
            group.run(SETTLED);
            assertAllKnowExactly(members, expected);
            members.forEach(member -> assertVersionsOfNamesGrow(member.published()));
        }
    }

    @Test
    void whoeverLeavesIsGoneForEverybodyAndOldMessagesDoNotBringItBack() {
        assumeTrue(speaks());
        for (long seed = 0; seed < SEEDS; seed++) {
            MemberGroup group = group(seed);
            List<GroupMember> members = strangers(group);
            group.run(SETTLED);
            List<Sent> old = List.copyOf(group.wire());
            members.get(4).protocol().leave();
            group.run(SETTLED);
            members.get(4).crash();
            List<Member> expected = records(SIZE);
            expected.remove(4);
            assertAllKnowExactly(others(members, 4), expected);
            replay(group, old);
            assertAllKnowExactly(others(members, 4), expected);
            group.run(forgetAfter().plus(SETTLED));
            replay(group, old);
            group.run(SETTLED);
            assertAllKnowExactly(others(members, 4), expected);
        }
    }

    @Test
    void whoeverSleptWhileAnotherLeftLearnsItOnWaking() {
        assumeTrue(isAnswered());
        MemberGroup group = group(1);
        List<GroupMember> members = founders(group);
        group.run(SETTLED);
        members.get(9).crash();
        members.get(4).protocol().leave();
        group.run(SETTLED);
        members.get(4).crash();
        group.run(forgetAfter().plus(SETTLED));
        members.set(9, group.start(record(9), records(SIZE), List.of()));
        group.run(SETTLED);
        List<Member> expected = records(SIZE);
        expected.remove(4);
        assertAllKnowExactly(others(members, 4), expected);
    }

    @Test
    void whoeverLeftComesBackUnderAHigherIncarnation() {
        assumeTrue(speaks());
        MemberGroup group = group(3);
        List<GroupMember> members = founders(group);
        members.get(4).protocol().leave();
        group.run(forgetAfter().plus(SETTLED));
        Member back = with(record(4), new MemberId(record(4).id().name(), 1), 1, "back");
        members.set(4, group.start(back, List.of(back), List.of(record(0).address())));
        group.run(SETTLED);
        List<Member> expected = records(SIZE);
        expected.set(4, back);
        assertAllKnowExactly(members, expected);
    }

    /** An impostor tells everybody that a living member lives elsewhere. */
    @Test
    void aLieAboutALivingMemberIsOutdoneByItself() {
        assumeTrue(isAnswered());
        for (long seed = 0; seed < SEEDS; seed++) {
            MemberGroup group = group(seed);
            List<GroupMember> members = founders(group);
            group.run(SETTLED);
            Member lie = with(record(6), record(6).id(), 40, "a lie");
            lie = new Member(
                    lie.id(),
                    new Address("elsewhere", 1),
                    Member.State.LEAVING,
                    lie.version(),
                    List.of(),
                    lie.labels());
            impostor(group, lie);
            group.run(SETTLED);
            for (GroupMember member : members) {
                assertThat(truthAbout(member.view(), record(6)))
                        .as("seen by %s", member.self().id())
                        .isTrue();
                assertVersionsOfNamesGrow(member.published());
            }
            assertThat(members.get(6).supersededBy()).isNegative();
        }
    }

    @Test
    void aMemberThatIsDeclaredGoneOrSucceededFallsSilentAndSaysSo() {
        assumeTrue(isAnswered());
        for (long incarnation = 0; incarnation < 2; incarnation++) {
            MemberGroup group = group(incarnation);
            List<GroupMember> members = founders(group);
            group.run(SETTLED);
            Member usurper = with(record(6), new MemberId(record(6).id().name(), incarnation), 9, "usurper");
            usurper = new Member(
                    usurper.id(),
                    new Address("elsewhere", 1),
                    incarnation == 0 ? Member.State.GONE : Member.State.UP,
                    usurper.version(),
                    List.of(),
                    usurper.labels());
            impostor(group, usurper);
            group.run(SETTLED);
            assertThat(members.get(6).supersededBy()).isEqualTo(incarnation);
            assertSilent(group, members.get(6));
        }
    }

    @Test
    void afterItIsStoppedItDoesNothing() {
        MemberGroup group = group(1);
        List<GroupMember> members = founders(group);
        group.run(SETTLED);
        GroupMember stopped = members.get(2);
        stopped.protocol().stop();
        stopped.protocol().leave();
        assertSilent(group, stopped);
    }

    private static void assertSilent(MemberGroup group, GroupMember member) {
        int before = group.wire().size();
        int published = member.published().size();
        var heard = List.copyOf(member.heard().values());
        List<Sent> old = List.copyOf(group.wire().subList(Math.max(0, before - 500), before));
        replay(group, old);
        group.run(SETTLED);
        assertThat(group.wire().subList(before, group.wire().size()))
                .extracting(Sent::from)
                .doesNotContain(member.self().address());
        assertThat(member.published()).hasSize(published);
        assertThat(List.copyOf(member.heard().values())).isEqualTo(heard);
    }

    @Test
    void noMessageExceedsItsLimit() {
        assumeTrue(speaks());
        MemberGroup group = group(1);
        strangers(group);
        group.run(SETTLED);
        assertThat(group.wire())
                .allSatisfy(sent -> assertThat(sent.bytes().length).isLessThanOrEqualTo(messageLimit()));
    }

    @Test
    void damagedMessagesAreRefusedOrUnderstoodAndNothingElse() {
        assumeTrue(speaks());
        MemberGroup group = group(1);
        List<GroupMember> members = strangers(group);
        group.run(SETTLED);
        SplittableRandom random = new SplittableRandom(1);
        List<Sent> old = List.copyOf(group.wire());
        for (int i = 0; i < 3000; i++) {
            Sent sent = old.get(random.nextInt(old.size()));
            byte[] bytes = sent.bytes().clone();
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            deliverOrRefuse(group, new Sent(sent.from(), sent.to(), bytes));
        }
        for (Sent sent : old.subList(0, 50)) {
            for (int length = 0; length < sent.bytes().length; length += 1 + random.nextInt(20)) {
                byte[] torn = Arrays.copyOf(sent.bytes(), length);
                assertThatThrownBy(() -> members.get(0).protocol().codec().decode(ByteBuffer.wrap(torn)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        int before = group.wire().size();
        group.run(SETTLED);
        assertThat(group.wire().size()).as("they go on").isGreaterThan(before);
    }

    @Test
    void whatNobodyCouldHaveSaidIsIgnored() {
        MemberGroup group = group(1);
        List<GroupMember> members = founders(group);
        ProtocolMessage foreign = new ProtocolMessage() {};
        members.get(0).protocol().receive(new Address("nowhere", 9), foreign);
        group.run(SETTLED);
        assertAllKnowExactly(members, records(SIZE));
    }

    /** The name of a stranger who is not in the view; the host would keep evidence of it for ever. */
    @Test
    void strangersAreNoPeers() {
        assumeTrue(speaks());
        MemberGroup group = group(1);
        List<GroupMember> members = founders(group);
        group.run(SETTLED);
        Sent sent = group.wire().get(0);
        group.deliver(new Sent(new Address("nowhere", 9), sent.to(), sent.bytes()));
        MemberGroup other = group(2);
        strangers(other);
        other.run(SETTLED);
        other.wire().forEach(group::deliver);
        assertThat(members).allSatisfy(member -> assertThat(member.heard()).hasSizeLessThan(SIZE));
    }

    @Test
    void sameChanceSameBytes() {
        List<List<String>> runs = List.of(transcript(5), transcript(5), transcript(6));
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
        assertThat(runs.get(0).equals(runs.get(2))).isEqualTo(!speaks());
    }

    private List<String> transcript(long seed) {
        MemberGroup group = group(seed);
        strangers(group);
        group.run(SETTLED);
        return group.wire().stream()
                .map(sent -> sent.from() + " " + sent.to() + " " + Arrays.hashCode(sent.bytes()))
                .collect(Collectors.toList());
    }

    /** Of a name no record gives way to an older one. */
    private static void assertVersionsOfNamesGrow(List<Topology> published) {
        for (int i = 1; i < published.size(); i++) {
            for (Member now : published.get(i).members()) {
                published.get(i - 1).byName(now.id().name()).ifPresent(before -> {
                    assertThat(now.id().incarnation())
                            .isGreaterThanOrEqualTo(before.id().incarnation());
                    assertThat(now.id().equals(before.id()) && now.version() < before.version())
                            .isFalse();
                });
            }
        }
    }
}
