package dev.hearsay.versioning;

import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;

/** Pruning gives up one law, and keeps the others. */
class PrunedPerCellClockTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new PerCellClock(2);
    }

    @Override
    protected boolean exact() {
        return false;
    }

    @Override
    protected boolean forgets() {
        return true;
    }
}
