package dev.hearsay.versioning;

import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;

class PerCellClockTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new PerCellClock(0);
    }

    @Override
    protected boolean exact() {
        return false;
    }
}
