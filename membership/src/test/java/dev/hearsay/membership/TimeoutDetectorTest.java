package dev.hearsay.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.testkit.FailureDetectorContract;
import dev.hearsay.testkit.ReferenceAssembly;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimeoutDetectorTest {
    private static final MemberId PEER = new MemberId("peer", 0);

    private static FailureDetector make(String changes) {
        return ReferenceAssembly.make(FailureDetector.Provider.class, Slot.DETECTOR, "timeout", changes);
    }

    @Nested
    class BySilence extends FailureDetectorContract {
        @Override
        protected FailureDetector detector() {
            return make("");
        }
    }

    @Nested
    class ByMissesToo extends FailureDetectorContract {
        @Override
        protected FailureDetector detector() {
            return make("misses = 3");
        }
    }

    @Test
    void theLevelIsTheSilenceInUnitsOfTheTimeout() {
        FailureDetector detector = make("timeout = 8s");
        detector.heard(PEER, 0);
        assertThat(detector.suspicion(PEER, Duration.ofSeconds(2).toNanos())).isEqualTo(0.25);
        assertThat(detector.suspects(PEER, Duration.ofSeconds(8).toNanos() - 1)).isFalse();
        assertThat(detector.suspects(PEER, Duration.ofSeconds(8).toNanos())).isTrue();
    }

    @Test
    void soManyUnansweredInARowAreEnoughAndOneAnswerForgivesThemAll() {
        FailureDetector detector = make("timeout = 1h, misses = 3");
        detector.heard(PEER, 0);
        detector.missed(PEER, 1);
        detector.missed(PEER, 2);
        assertThat(detector.suspects(PEER, 3)).isFalse();
        detector.missed(PEER, 3);
        assertThat(detector.suspects(PEER, 3)).isTrue();
        detector.heard(PEER, 4);
        detector.missed(PEER, 5);
        detector.missed(PEER, 6);
        assertThat(detector.suspects(PEER, 6)).isFalse();
    }

    @Test
    void withoutMissesOnlySilenceCounts() {
        FailureDetector detector = make("timeout = 10s");
        detector.heard(PEER, 0);
        for (int i = 0; i < 1000; i++) {
            detector.missed(PEER, i);
        }
        assertThat(detector.suspicion(PEER, 1000)).isLessThan(0.001);
    }
}
