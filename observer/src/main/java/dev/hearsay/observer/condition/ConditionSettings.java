package dev.hearsay.observer.condition;

import com.typesafe.config.Config;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Leg;
import dev.hearsay.transport.inmem.sim.Delay;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An entry of {@code suite.conditions}, as {@code lab-reference.conf} documents it. */
public record ConditionSettings(
        String delay,
        String clientDelay,
        String drop,
        String duplicate,
        String reorder,
        boolean ordered,
        Size bandwidth,
        List<Link> links,
        Legs legs,
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
    public record Link(List<String> from, List<String> to, String delay, String drop) {
        public Link {
            law("delay", delay);
            Probability.parse("drop", drop);
            numbers("from", from);
            numbers("to", to);
        }

        public List<Integer> senders() {
            return numbers("from", from);
        }

        public List<Integer> receivers() {
            return numbers("to", to);
        }
    }

    /** Delays of operations' messages by leg; as elsewhere if empty. */
    public record Legs(String write, String writeAck, String read, String readReply) {
        public Legs {
            laws(write, writeAck, read, readReply);
        }

        private static void laws(String... texts) {
            for (String text : texts) {
                if (!text.isEmpty()) {
                    law("a leg's delay", text);
                }
            }
        }

        public Map<Leg, Delay> delays() {
            Map<Leg, Delay> delays = new EnumMap<>(Leg.class);
            put(delays, Leg.WRITE, write);
            put(delays, Leg.WRITE_ACK, writeAck);
            put(delays, Leg.READ, read);
            put(delays, Leg.READ_REPLY, readReply);
            return delays;
        }

        private static void put(Map<Leg, Delay> delays, Leg leg, String text) {
            if (!text.isEmpty()) {
                delays.put(leg, Delay.parse(text));
            }
        }
    }

    public record Fault(List<Duration> at, Duration every, Duration down, int nodes) {
        public Fault {
            Occurrences.check(at, every, down);
            Occurrences.checkNodes(nodes);
        }
    }

    public record Partition(
            List<Duration> at, Duration every, Duration down, int isolate, List<List<String>> sides, boolean oneWay) {
        public Partition {
            Occurrences.check(at, every, down);
            sides.forEach(side -> numbers("sides", side));
            if (sides.size() == 1) {
                throw new IllegalArgumentException("sides must be at least two lists of nodes, or none");
            }
            if (isolate < 1) {
                throw new IllegalArgumentException("isolate must be at least 1, not " + isolate);
            }
        }

        /** The nodes of each side; empty if they are chosen at random. */
        public List<List<Integer>> members() {
            return sides.stream().map(side -> numbers("sides", side)).toList();
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
        law("delay", delay);
        law("client-delay", clientDelay);
        Probability.parse("drop", drop);
        Probability.parse("duplicate", duplicate);
        Probability.parse("reorder", reorder);
    }

    private static void law(String key, String text) {
        try {
            Delay.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static List<Integer> numbers(String key, List<String> nodes) {
        try {
            List<Integer> numbers = nodes.stream().map(Integer::valueOf).toList();
            if (numbers.stream().allMatch(number -> number >= 0)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be numbers of nodes, from 0, not " + nodes, e);
        }
        throw new IllegalArgumentException(key + " must be numbers of nodes, from 0, not " + nodes);
    }

    /** Whether any node may lose what it has not synced. */
    public boolean cutsPower() {
        return !crashUnsynced.at().isEmpty() || !crashUnsynced.every().isZero();
    }

    /** The highest number of a node that this names; -1 if it names none. */
    public int highestNode() {
        int highest = -1;
        for (Link link : links) {
            highest = Math.max(highest, highest(link.senders()));
            highest = Math.max(highest, highest(link.receivers()));
        }
        for (List<Integer> side : partition.members()) {
            highest = Math.max(highest, highest(side));
        }
        return highest;
    }

    private static int highest(List<Integer> nodes) {
        return nodes.stream().mapToInt(Integer::intValue).max().orElse(-1);
    }
}
