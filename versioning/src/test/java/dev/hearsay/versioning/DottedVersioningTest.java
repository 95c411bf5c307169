package dev.hearsay.versioning;

import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.VersioningContract;

class DottedVersioningTest extends VersioningContract {
    @Override
    protected Versioning versioning() {
        return new DottedVersioning(Scheme.DOTTED);
    }
}
