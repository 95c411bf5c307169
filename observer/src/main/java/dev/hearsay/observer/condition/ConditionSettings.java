package dev.hearsay.observer.condition;

import com.typesafe.config.Config;
import dev.hearsay.api.plugin.Size;
import java.time.Duration;
import java.util.List;

/** An entry of {@code suite.conditions}, as {@code lab-reference.conf} documents it. */
public record ConditionSettings(
        String delay,
        String clientDelay,
        String drop,
        String duplicate,
        String reorder,
        Size bandwidth,
        List<Link> links,
        Fault crash,
        Fault crashUnsynced,
        Fault wipe,
        Fault pause,
        Partition partition,
        ClockJump clockJump,
        SlowDisk slowDisk,
        Dice dice,
        Config facts) {
    /** What is different about the links from some nodes to others; the rest of a link is as everywhere. */
    public record Link(List<Integer> from, List<Integer> to, String delay, String drop) {
        public Link {
            Probability.parse("drop", drop);
        }
    }

    public record Fault(List<Duration> at, Duration every, Duration down, int nodes) {
        public Fault {
            Occurrences.check(at, every, down);
            Occurrences.checkNodes(nodes);
        }
    }

    public record Partition(
            List<Duration> at, Duration every, Duration down, int isolate, List<List<Integer>> sides, boolean oneWay) {
        public Partition {
            Occurrences.check(at, every, down);
            if (sides.size() == 1) {
                throw new IllegalArgumentException("sides must be at least two lists of nodes, or none");
            }
            if (isolate < 1) {
                throw new IllegalArgumentException("isolate must be at least 1, not " + isolate);
            }
        }
    }

    public record ClockJump(
            List<Duration> at, Duration every, Duration down, int nodes, Duration by, boolean backwards) {
        public ClockJump {
            Occurrences.check(at, every, down);
            Occurrences.checkNodes(nodes);
        }
    }

    public record SlowDisk(List<Duration> at, Duration every, Duration down, int nodes, Duration sync) {
        public SlowDisk {
            Occurrences.check(at, every, down);
            Occurrences.checkNodes(nodes);
        }
    }

    public record Dice(String pause, String resume) {
        public Dice {
            Probability.parse("pause", pause);
            Probability.parse("resume", resume);
        }
    }

    public ConditionSettings {
        Probability.parse("drop", drop);
        Probability.parse("duplicate", duplicate);
        Probability.parse("reorder", reorder);
    }
}
