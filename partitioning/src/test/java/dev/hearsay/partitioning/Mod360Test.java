package dev.hearsay.partitioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.testkit.ClusterHistory;
import dev.hearsay.testkit.Movement;
import dev.hearsay.testkit.PartitionerContract;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.Shares;
import dev.hearsay.testkit.TokenMath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mod360Test extends PartitionerContract {
    @Override
    protected Partitioner partitioner() {
        return ring("");
    }

    @Override
    protected double needlessMovement() {
        return 0;
    }

    private static Partitioner ring(String changes) {
        return ReferenceAssembly.make(Partitioner.Provider.class, Slot.PARTITIONER, "mod-360", changes);
    }

    private static Placement place(int replicas, String... names) {
        List<Member> members = new ArrayList<>();
        for (String name : names) {
            members.add(Member.up(new MemberId(name, 0), new Address(name, 0), List.of()));
        }
        return ring("").place(new Topology(1, members), replicas);
    }

    /** Slots computed apart from this code, by Python's hashlib. */
    @ParameterizedTest
    @CsvSource({"a, 217, 259", "b, 103, 125", "node-0, 8, 336", "node-1, 294, 117", "zürich, 271, 358"})
    void aMembersSlotIsTheHashOfItsNameModulo360(String name, int md5, int sha256) {
        assertThat(new Mod360(new Mod360Settings(Mod360Settings.Hash.MD5, 16)).slot(name))
                .isEqualTo(md5);
        assertThat(new Mod360(new Mod360Settings(Mod360Settings.Hash.SHA_256, 16)).slot(name))
                .isEqualTo(sha256);
    }

    @Test
    void theRingIsCutIntoArcsByTheFloorOfTokenTimes360Over2To128() {
        for (int slot = 0; slot < Mod360.SLOTS; slot++) {
            Token last = Mod360.lastOf(slot);
            assertThat(slotOf(last)).isEqualTo(slot);
            assertThat(slotOf(TokenMath.after(last))).isEqualTo((slot + 1) % Mod360.SLOTS);
        }
        assertThat(Mod360.lastOf(359)).isEqualTo(TokenMath.LARGEST);
    }

    private static int slotOf(Token token) {
        return new BigInteger(token.toString(), 16)
                .multiply(BigInteger.valueOf(360))
                .shiftRight(128)
                .intValue();
    }

    @Test
    void aKeyBelongsToTheFirstMemberWhoseSlotIsAtOrAfterItsOwnElseToTheFirst() {
        Mod360 ring = new Mod360(new Mod360Settings(Mod360Settings.Hash.MD5, 16));
        Topology topology = ClusterHistory.grown(ring, 20, 1);
        Placement placement = ring.place(topology, 3);
        List<Member> bySlot = new ArrayList<>(topology.members());
        bySlot.sort(Comparator.comparingInt(member -> ring.slot(member.id().name())));
        for (int i = 0; i < 1000; i++) {
            Key key = Key.of("key-" + i);
            int slot = slotOf(key.token());
            int owner = 0;
            while (owner < 20 && ring.slot(bySlot.get(owner).id().name()) < slot) {
                owner++;
            }
            for (int rank = 0; rank < 19; rank++) {
                assertThat(placement
                                .replicas(placement.partitionOf(key.token()))
                                .member(rank))
                        .isEqualTo(bySlot.get((owner + rank) % 20).id());
            }
        }
    }

    @Test
    void faultThereAreOnly360PlacesSoThatMostOfAThousandMembersNeverComeFirst() {
        Placement placement = ring("").place(ClusterHistory.grown(ring(""), 1000, 1), 3);
        assertThat(placement.partitions()).isEqualTo(333);
        assertThat(Shares.of(placement).first()).hasSize(333);
    }

    @Test
    void faultOfMembersOnOneSlotOnlyTheFirstIsEverFirstInAList() {
        Placement placement = place(2, "node-2", "node-9", "node-0");
        assertThat(placement.partitions()).isEqualTo(2);
        Shares shares = Shares.of(placement);
        assertThat(shares.first()).doesNotContainKey(new MemberId("node-9", 0));
        assertThat(shares.owned()).containsKey(new MemberId("node-9", 0));
    }

    @Test
    void faultWhatALeaverWasFirstForFallsOnOneSuccessorWhole() {
        Topology before = ClusterHistory.grown(ring(""), 9, 1);
        for (Member leaver : before.members()) {
            Placement old = ring("").place(before, 1);
            Placement now = ring("").place(before.with(leaver.to(Member.State.GONE)), 1);
            Movement movement = Movement.between(old, now);
            assertThat(movement.gained()).hasSize(1);
            assertThat(movement.lost()).containsOnlyKeys(leaver.id());
        }
    }

    @Test
    void faultSharesAreAsUnevenAsOnePlaceEachMakesThem() {
        Shares shares = Shares.of(ring("").place(ClusterHistory.grown(ring(""), 100, 1), 3));
        assertThat(Shares.peakToMean(shares.first(), 100)).isBetween(3.0, 9.0);
        assertThat(shares.first()).hasSizeLessThan(95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash = sha256", "fallbacks = 64", "tokens = 1"})
    void settingsOutOfBoundsAreRefused(String change) {
        assertThatThrownBy(() -> ring(change)).isInstanceOf(ConfigurationException.class);
    }
}
