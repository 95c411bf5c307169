package dev.hearsay.membership;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.FailureDetector;

/** Makes the {@code phi-accrual} detector. */
public final class PhiAccrualProvider implements FailureDetector.Provider {
    @Override
    public String name() {
        return "phi-accrual";
    }

    @Override
    public FailureDetector create(Assembly assembly) {
        return new PhiAccrualDetector(assembly.settings(PhiAccrualSettings.class));
    }
}
