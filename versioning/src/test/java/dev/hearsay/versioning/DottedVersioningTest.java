package dev.hearsay.versioning;

import static dev.hearsay.versioning.Story.A;
import static dev.hearsay.versioning.Story.B;
import static dev.hearsay.versioning.Story.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearsay.api.Context;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class DottedVersioningTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new DottedVersioning(Scheme.DOTTED);
    }

    private Story story() {
        return new Story(versioning());
    }

    @Test
    void twoClientsThatWriteThroughOneCoordinatorWithOneContextBothKeepTheirWrites() {
        Story key = story().put(A, Context.NONE, "start");
        Context seen = key.context();
        key.put(A, seen, "left").put(A, seen, "right");
        assertThat(key.values()).containsExactly("right", "left");
        assertThat(key.cell()).hasToString("known {a:3}, live a.3 a.2");
    }

    @Test
    void clientsThatTakeTurnsNeverMakeMoreSiblingsThanThereAreClients() {
        for (int turns = 1; turns < 50; turns++) {
            assertThat(story().takeTurns(turns).values()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void metadataGrowsWithTheCoordinatorsAndNotWithTheWrites() {
        Story key = story();
        for (int i = 0; i < 100; i++) {
            key.put(List.of(A, B, C).get(i % 3), key.context(), "v");
        }
        assertThat(key.cell()).hasToString("known {a:34, b:33, c:33}, live a.34");
        assertThat(key.cell().encodedSize()).isLessThan(24);
    }

    @Test
    void mergeKeepsOfEachCoordinatorWhatNeitherSideSawReplaced() {
        Story left = story().put(A, Context.NONE, "a1").put(A, Context.NONE, "a2");
        Story right = story().merge(left);
        Context both = left.context();
        left.put(A, both, "a3").put(A, Context.NONE, "a4");
        right.put(B, Context.NONE, "b1");
        assertThat(left.merge(right).values()).containsExactly("a4", "a3", "b1");
    }

    @Test
    void aContextThatKnowsMoreThanTheCellIsNotForgotten() {
        Story far = story().put(B, Context.NONE, "old");
        Story near = story().put(A, far.context(), "new");
        assertThat(near.merge(far).values()).containsExactly("new");
    }

    @Test
    void anotherIncarnationIsAnotherCoordinator() {
        Story before = story().put(A, Context.NONE, "kept");
        Story after = story().put(new MemberId("a", 1), Context.NONE, "new");
        assertThat(before.merge(after).values()).containsExactly("kept", "new");
    }

    @Test
    void membersWhoseNamesHashAlikeMakeDifferentDigests() {
        Story one = story().put(new MemberId("Aa", 0), Context.NONE, "x");
        Story other = story().put(new MemberId("BB", 0), Context.NONE, "x");
        assertThat(one.cell().digest()).isNotEqualTo(other.cell().digest());
    }

    @Test
    void theContextOfAnotherVersioningIsRefusedAsAnObjectAndAsBytes() {
        Context foreign =
                new Story(new PerVersionClocks(0)).put(A, Context.NONE, "x").context();
        assertThatIllegalArgumentException().isThrownBy(() -> story().put(A, foreign, "y"));
        assertThatIllegalArgumentException().isThrownBy(() -> versioning().seen(Context.of(foreign.bytes()), A));
    }

    @Test
    void aCellThatAnnouncesMoreVersionsThanItHasEventsIsRefused() {
        byte[] bytes = {Scheme.DOTTED.code(), 1, 1, 'a', 0, 1, 2, 0, 0};
        assertThatIllegalArgumentException().isThrownBy(() -> versioning().decode(ByteBuffer.wrap(bytes)));
        bytes[5] = 2;
        assertThat(versioning().decode(ByteBuffer.wrap(bytes))).hasToString("known {a:2}, live a.2 a.1");
    }
}
