package dev.hearsay.versioning;

import static dev.hearsay.versioning.Story.A;
import static dev.hearsay.versioning.Story.B;
import static dev.hearsay.versioning.Story.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;
import org.junit.jupiter.api.Test;

class PerCellClockTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new PerCellClock(0);
    }

    /** A context that does not cover the whole cell counts for nothing. */
    @Override
    protected boolean exact() {
        return false;
    }

    @Test
    void twoClientsThatWriteThroughOneCoordinatorWithOneContextBothKeepTheirWrites() {
        Story key = new Story(versioning()).put(A, Context.NONE, "start");
        Context seen = key.context();
        key.put(A, seen, "left").put(A, seen, "right");
        assertThat(key.values()).containsExactly("right", "left");
    }

    @Test
    void clientsThatTakeTurnsPileUpASiblingWithEveryWrite() {
        assertThat(new Story(versioning()).takeTurns(50).values()).hasSize(50);
    }

    @Test
    void aReadOfAllSiblingsEndsTheExplosion() {
        Story key = new Story(versioning()).takeTurns(50);
        assertThat(key.put(B, key.context(), "all").values()).containsExactly("all");
    }

    @Test
    void repairInAnyOrderEndsWithTheSameSiblings() {
        Story x = new Story(versioning()).put(A, Context.NONE, "x");
        Story y = new Story(versioning()).merge(x);
        y.put(A, y.context(), "y");
        Story z = new Story(versioning()).put(C, Context.NONE, "z");
        Story left = new Story(versioning()).merge(x).merge(z).merge(y);
        Story right = new Story(versioning()).merge(y).merge(z).merge(x);
        assertThat(left.cell()).isEqualTo(right.cell());
        assertThat(left.values()).containsExactly("y", "z");
    }

    @Test
    void pruningDropsTheOldestReplacedEntryAndBringsBackWhatItHadReplaced() {
        Versioning pruned = new PerCellClock(2);
        Story key = new Story(pruned).put(A, Context.NONE, "a");
        Story stale = new Story(pruned).merge(key);
        key.put(B, key.context(), "b").put(C, key.context(), "c");
        assertThat(pruned.seen(key.context(), A)).isZero();
        assertThat(key.merge(stale).values()).containsExactly("a", "c");
    }

    @Test
    void entriesWithLiveSiblingsAreNotPruned() {
        Versioning pruned = new PerCellClock(1);
        Story key = new Story(pruned).put(A, Context.NONE, "a").put(B, Context.NONE, "b");
        assertThat(key.values()).containsExactly("a", "b");
    }
}
