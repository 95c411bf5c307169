package dev.hearsay.versioning;

import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;

class PerVersionClocksTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new PerVersionClocks(0);
    }
}
