package dev.hearsay.versioning;

import static dev.hearsay.versioning.Story.A;
import static dev.hearsay.versioning.Story.B;
import static dev.hearsay.versioning.Story.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;
import org.junit.jupiter.api.Test;

class PerVersionClocksTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new PerVersionClocks(0);
    }

    @Test
    void theFirstOfTwoWritesThroughOneCoordinatorWithOneContextIsLost() {
        Story key = new Story(versioning()).put(A, Context.NONE, "start");
        Context seen = key.context();
        key.put(A, seen, "left").put(A, seen, "right");
        assertThat(key.values()).containsExactly("right");
        assertThat(versioning().loses()).isTrue();
    }

    @Test
    void writesThroughTwoCoordinatorsStaySiblingsUntilSomebodyHasReadBoth() {
        Story left = new Story(versioning()).put(A, Context.NONE, "start");
        Context seen = left.context();
        Story right = new Story(versioning()).merge(left).put(B, seen, "right");
        left.put(A, seen, "left").merge(right);
        assertThat(left.values()).containsExactlyInAnyOrder("left", "right");
        assertThat(versioning().seen(left.context(), A)).isEqualTo(2);
        assertThat(versioning().seen(left.context(), B)).isEqualTo(1);
        assertThat(left.put(C, left.context(), "both").values()).containsExactly("both");
    }

    @Test
    void pruningDropsTheOldestEntryAndBringsBackWhatItHadReplaced() {
        Versioning pruned = new PerVersionClocks(2);
        Story key = new Story(pruned).put(A, Context.NONE, "a");
        Story stale = new Story(pruned).merge(key);
        key.put(B, key.context(), "b").put(C, key.context(), "c");
        assertThat(pruned.seen(key.context(), A)).isZero();
        assertThat(pruned.seen(key.context(), B)).isEqualTo(1);
        assertThat(key.merge(stale).values()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void mergeNeverPrunes() {
        Versioning pruned = new PerVersionClocks(1);
        Story left = new Story(pruned).put(A, Context.NONE, "a");
        Story right = new Story(pruned).put(B, Context.NONE, "b");
        left.merge(right);
        assertThat(pruned.seen(left.context(), A)).isEqualTo(1);
        assertThat(pruned.seen(left.context(), B)).isEqualTo(1);
    }

    @Test
    void stampsTravelWithContextsButAreNoPartOfTheDigest() {
        Versioning pruned = new PerVersionClocks(2);
        Story early = new Story(pruned).put(A, Context.NONE, "x");
        Story late = new Story(pruned).put(B, Context.NONE, "x");
        Context both = early.merge(late).context();
        Story far = new Story(pruned).put(C, Context.of(both.bytes()), "y");
        assertThat(pruned.seen(far.context(), C)).isEqualTo(1);

        Story first = new Story(pruned).put(A, Context.NONE, "x");
        Story second = new Story(pruned).put(B, Context.NONE, "x");
        Story third = new Story(pruned).put(B, Context.NONE, "y").merge(first);
        assertThat(first.merge(second).cell().digest()).isEqualTo(third.cell().digest());
    }
}
