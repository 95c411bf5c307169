package dev.hearsay.versioning;

import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;

/** Pruning gives up one law, and keeps the others. */
class PrunedPerVersionClocksTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new PerVersionClocks(2);
    }

    @Override
    protected boolean forgets() {
        return true;
    }
}
