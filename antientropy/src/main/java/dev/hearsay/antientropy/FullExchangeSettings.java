package dev.hearsay.antientropy;

import java.time.Duration;

/** {@code hearsay.anti-entropy.full-exchange}; what each means stands in {@code reference.conf}. */
record FullExchangeSettings(int pageSize, int maxKeys, int recheck, Duration recheckDelay, Duration timeout) {
    FullExchangeSettings {
        new PassLimits(pageSize, maxKeys, recheck, recheckDelay, timeout);
    }

    PassLimits limits() {
        return new PassLimits(pageSize, maxKeys, recheck, recheckDelay, timeout);
    }
}
