package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.node.wiring.StorageSettings.DiskFailurePolicy;
import dev.hearsay.transport.tcp.TcpEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How a node that starts finds its cluster. It is ready when it has reached another member. Somebody has to be the first: one that is a seed
 * itself, or has none, is ready as well when it has asked all the others that it has heard of in vain, at once if there are none. Before that
 * it takes no requests: it would keep for itself what is others' to keep. It keeps trying for as long as it takes; only if its seeds answer and none of them wants it, because
 * of another cluster's name or other settings, is it over. Events come on the lane; the futures are for anybody.
 */
final class Joining implements TcpEvents {
    private final NodeLog log;
    private final boolean seed;
    /** The other seeds, or the members known from before if there are none, and what came of asking them; null: not asked yet. */
    private final Map<Address, String> troubles = new LinkedHashMap<>();

    private final List<Address> seeds;

    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private String refusal;
    private volatile boolean reached;
    private boolean complained;

    /** @param known where members were that it knew when it was stopped */
    Joining(Address self, List<Address> seeds, List<Address> known, NodeLog log) {
        this.log = log;
        this.seeds = seeds;
        this.seed = seeds.isEmpty() || seeds.contains(self);
        seeds.stream().filter(address -> !address.equals(self)).forEach(address -> troubles.put(address, null));
        if (troubles.isEmpty()) {
            known.forEach(address -> troubles.put(address, null));
        }
        log.onSuperseded(this::end);
        if (troubles.isEmpty()) {
            ready.complete(null);
        }
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Whether it ever was: then it may have been given something to keep, or have told others that it is there. */
    boolean wasReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /**
     * Whether requests are taken: not from reaching a member to hearing from it who the others are.
     *
     * @param members that are known, this one among them
     */
    boolean mayServe(int members) {
        return ready.isDone() && !over.isDone() && (!reached || members > 1);
    }

    CompletableFuture<Void> over() {
        return over;
    }

    NodeLog log() {
        return log;
    }

    @Override
    public void reached(Address peer) {
        log.reached(peer);
        reached = true;
        ready.complete(null);
    }

    @Override
    public void refused(Address peer, String why) {
        log.refused(peer, why);
        if (!reached && troubles.containsKey(peer)) {
            refusal = seeds.contains(peer) ? why : refusal;
            failed(peer, why);
        }
    }

    @Override
    public void unreachable(Address peer, String why) {
        log.unreachable(peer, why);
        if (!reached && troubles.containsKey(peer)) {
            failed(peer, why);
        }
    }

    private void failed(Address peer, String why) {
        troubles.put(peer, why);
        if (troubles.containsValue(null)) {
            return;
        }
        if (refusal != null) {
            end("the cluster does not take this node: " + refusal
                    + "; change the settings of one of the two, or hearsay.node.seeds");
        } else if (!complained) {
            complained = true;
            log.alone(troubles.keySet(), why, seed);
            if (seed) {
                ready.complete(null);
            }
        }
    }

    /** On the lane; the engine takes no writes any more. */
    void diskFailed(String why, DiskFailurePolicy policy) {
        log.diskFailed(why, policy);
        if (policy == DiskFailurePolicy.STOP) {
            end(new FailedDisk(why));
        }
    }

    private void end(String sentence) {
        end(new ConfigurationException(sentence));
    }

    private void end(RuntimeException problem) {
        over.completeExceptionally(problem);
        ready.completeExceptionally(problem);
    }
}
