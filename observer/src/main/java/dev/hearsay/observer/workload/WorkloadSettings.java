package dev.hearsay.observer.workload;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/** An entry of {@code suite.workloads}, as {@code lab-reference.conf} documents it. */
public record WorkloadSettings(
        Mode mode,
        int clients,
        Duration duration,
        long operations,
        Duration thinkTime,
        ThinkLaw thinkLaw,
        double rate,
        Arrivals arrivals,
        int inFlight,
        int keys,
        Distribution distribution,
        double skew,
        double ringShare,
        double reads,
        double deletes,
        String valueSize,
        ContextUse context,
        Rounds rounds,
        Probe probe,
        Config facts) {
    public enum Mode {
        CLOSED,
        OPEN,
        ROUNDS,
        PROBE
    }

    public enum ThinkLaw {
        CONSTANT,
        EXPONENTIAL
    }

    public enum Arrivals {
        POISSON,
        CONSTANT
    }

    public enum Distribution {
        UNIFORM,
        ZIPFIAN,
        CLUSTERED,
        LATEST,
        SEQUENTIAL
    }

    /** What a put says it has seen of its key. */
    public enum ContextUse {
        LAST_SEEN,
        NONE
    }

    public record Rounds(int count, int gets, int puts) {
        public Rounds {
            if (count < 1 || gets < 0 || puts < 0 || gets + puts < 1) {
                throw new IllegalArgumentException("count must be at least 1, and a round needs a get or a put");
            }
        }
    }

    public record Probe(List<Duration> delays, Duration spacing, int count) {
        public Probe {
            delays = List.copyOf(delays);
            if (delays.isEmpty() || count < 1) {
                throw new IllegalArgumentException("delays must not be empty, and count must be at least 1");
            }
            for (Duration delay : delays) {
                if (delay.isNegative() || delay.compareTo(spacing) >= 0) {
                    throw new IllegalArgumentException("delays must be shorter than the spacing of the writes");
                }
            }
        }
    }

    public WorkloadSettings {
        require(clients >= 1 && clients < 1 << 20, "clients must be between 1 and 1048575, not " + clients);
        require(!duration.isNegative() && !duration.isZero(), "duration must be longer than nothing");
        require(operations >= 0, "operations must not be negative");
        require(!thinkTime.isNegative(), "think-time must not be negative");
        require(rate > 0 && rate <= 1e9, "rate must be above 0, in operations per second, not " + rate);
        require(inFlight >= 1, "in-flight must be at least 1, not " + inFlight);
        require(keys >= 1, "keys must be at least 1, not " + keys);
        require(skew > 0, "skew must be above 0, not " + skew);
        require(ringShare >= 0 && ringShare <= 1, "ring-share must be between 0 and 1, not " + ringShare);
        require(reads >= 0 && reads <= 1, "reads must be between 0 and 1, not " + reads);
        require(
                deletes >= 0 && reads + deletes <= 1 + 1e-9,
                "deletes must be at least 0, and at most 1 together with reads, not " + deletes);
        ValueSizes.parse(valueSize);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
