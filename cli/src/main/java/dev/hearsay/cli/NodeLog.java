package dev.hearsay.cli;

import ch.qos.logback.classic.LoggerContext;
import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Environment;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.Overload;
import dev.hearsay.node.wiring.StorageSettings.DiskFailurePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What whoever runs a node should read: each thing once, and what comes in thousands once a minute with its number. Neither a key nor a
 * value is ever named. Called on the node's lane.
 */
final class NodeLog implements NodeListener {
    private static final Logger LOG = LoggerFactory.getLogger("hearsay.node");
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int REASONS_REMEMBERED = 100;

    private final Environment environment;
    private final Set<String> refusals = new LinkedHashSet<>();
    private final Seldom droppedHints = new Seldom();
    private final Seldom largeValues = new Seldom();
    private final Seldom manySiblings = new Seldom();
    private Consumer<String> onSuperseded = sentence -> {};
    private LongConsumer onIncarnation = incarnation -> {};
    private Runnable onMembers = () -> {};
    /** Who said farewell last; it is suspected next. */
    private MemberId departed;

    private long overloadedSince;
    private long refused;
    private long refusedBefore;

    NodeLog(Environment environment) {
        this.environment = environment;
    }

    /** From here on every line of this process says whose it is. */
    static void name(MemberId self) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.putProperty("node", self.name());
            context.putProperty("incarnation", Long.toString(self.incarnation()));
        }
    }

    void onSuperseded(Consumer<String> consumer) {
        onSuperseded = consumer;
    }

    /** Told after a member came or went. */
    void onMembers(Runnable task) {
        onMembers = task;
    }

    /** Told before {@link #onSuperseded} of the incarnation that the cluster knows. */
    void onIncarnation(LongConsumer consumer) {
        onIncarnation = consumer;
    }

    void started(MemberId self, String cluster, Address address, SortedMap<String, String> clusterWide) {
        LOG.info(
                "started: hearsay {}, {} incarnation {} of the cluster {}, at {}, settings {}",
                Main.VERSION,
                self.name(),
                self.incarnation(),
                cluster,
                address,
                digest(clusterWide));
    }

    /** Of the settings on which all members must agree: equal where they agree. */
    static String digest(SortedMap<String, String> clusterWide) {
        CRC32C crc = new CRC32C();
        clusterWide.forEach((path, value) -> crc.update((path + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        return String.format("%08x", crc.getValue());
    }

    void stopping() {
        LOG.info("stopping: clients are refused, the others are told");
    }

    void stopped(int given) {
        if (given == 0) {
            LOG.info("stopped");
        } else {
            LOG.warn("stopped; {} operations were still in flight when hearsay.node.drain was over", given);
        }
    }

    void diskFailed(String why, DiskFailurePolicy policy) {
        if (policy == DiskFailurePolicy.READ_ONLY) {
            LOG.error(
                    "{}; this node refuses writes until it is started again (hearsay.storage.disk-failure-policy)",
                    why);
        } else {
            LOG.error("{}; this node stops (hearsay.storage.disk-failure-policy)", why);
        }
    }

    void reached(Address peer) {
        LOG.debug("connected to {}", peer);
    }

    void refused(Address peer, String why) {
        if (refusals.add(why)) {
            LOG.warn("{} and this node do not speak with each other: {}", peer, why);
        }
        if (refusals.size() > REASONS_REMEMBERED) {
            refusals.remove(refusals.iterator().next());
        }
    }

    void unreachable(Address peer, String why) {
        LOG.debug("{} cannot be reached: {}", peer, why);
    }

    /** @param first whether it may be the first of its cluster */
    void alone(Collection<Address> seeds, String why, boolean first) {
        if (first) {
            LOG.info("no other seed answers yet ({}); this one is a seed itself and serves", seeds);
        } else {
            LOG.warn("no seed can be reached ({}; the last: {}); this node is not ready and keeps trying", seeds, why);
        }
    }

    @Override
    public void joined(MemberId node, Member peer) {
        LOG.info(
                "{} is a member, incarnation {}, at {}",
                peer.id().name(),
                peer.id().incarnation(),
                peer.address());
        onMembers.run();
    }

    @Override
    public void left(MemberId node, MemberId peer) {
        LOG.info("{} incarnation {} is no member any more", peer.name(), peer.incarnation());
        onMembers.run();
    }

    @Override
    public void farewell(MemberId node, MemberId peer) {
        departed = peer;
    }

    @Override
    public void suspected(MemberId node, MemberId peer, boolean suspected, long nanos) {
        if (suspected && peer.equals(departed)) {
            LOG.info("{} says that it stops; others stand in for it", peer.name());
        } else if (suspected) {
            LOG.warn("{} does not answer; others stand in for it", peer.name());
        } else {
            LOG.info("{} answers again", peer.name());
        }
    }

    @Override
    public void superseded(MemberId node, long incarnation, long nanos) {
        onIncarnation.accept(incarnation);
        String known = incarnation > node.incarnation() ? "under the incarnation " + incarnation : "as one that left";
        onSuperseded.accept(
                "the cluster knows " + node.name() + " " + known + ", and this process is "
                        + node.incarnation()
                        + "; another process has the same hearsay.node.name, or its clock was put back; unless another has the name, start it again");
    }

    @Override
    public void hintDropped(MemberId node, MemberId owner, Key key) {
        if (droppedHints.isTime(environment.nanoTime())) {
            LOG.warn(
                    "{} hints could not be kept, of late for {}: hearsay.hints.limit; anti-entropy has to do their work",
                    droppedHints.count(),
                    owner.name());
        }
    }

    @Override
    public void large(MemberId node, int bytes) {
        if (largeValues.isTime(environment.nanoTime())) {
            LOG.warn(
                    "{} values larger than hearsay.limits.value-warn were written, the last of {} bytes",
                    largeValues.count(),
                    bytes);
        }
    }

    @Override
    public void crowded(MemberId node, int siblings) {
        if (manySiblings.isTime(environment.nanoTime())) {
            LOG.warn(
                    "{} writes left more siblings than hearsay.limits.siblings-warn, the last {}: clients write without the context of a read",
                    manySiblings.count(),
                    siblings);
        }
    }

    @Override
    public void overloaded(MemberId node, Overload limit) {
        if (refused++ == 0) {
            overloadedSince = environment.nanoTime();
            LOG.warn("overloaded: {} is reached, and requests are refused until it is not", limit.setting());
            environment.after(QUIET, this::lookWhetherItIsOver);
        }
    }

    private void lookWhetherItIsOver() {
        if (refused > refusedBefore) {
            refusedBefore = refused;
            environment.after(QUIET, this::lookWhetherItIsOver);
            return;
        }
        long seconds = Duration.ofNanos(environment.nanoTime() - overloadedSince)
                .minus(QUIET)
                .toSeconds();
        LOG.info("not overloaded any more: {} requests were refused in {} s", refused, seconds);
        refused = 0;
        refusedBefore = 0;
    }

    /** Lets the first of many through, and one a minute. */
    private static final class Seldom {
        private static final long MINUTE = Duration.ofMinutes(1).toNanos();

        private long count;
        private long last;

        boolean isTime(long now) {
            boolean time = count++ == 0 || now - last >= MINUTE;
            last = time ? now : last;
            return time;
        }

        /** All there were so far. */
        long count() {
            return count;
        }
    }
}
