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
 * How a node that starts finds its cluster. It is ready when it has reached another member, or at once if it is a seed itself, or has
 * none: somebody has to be the first. It keeps trying for as long as it takes; only if its seeds answer and none of them wants it, because
 * of another cluster's name or other settings, is it over. Events come on the lane; the futures are for anybody.
 */
final class Joining implements TcpEvents {
    private final NodeLog log;
    private final boolean seed;
    /** The other seeds, and what came of asking them; null: not asked yet. */
    private final Map<Address, String> troubles = new LinkedHashMap<>();

    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private String refusal;
    private boolean reached;
    private boolean complained;

    Joining(Address self, List<Address> seeds, NodeLog log) {
        this.log = log;
        this.seed = seeds.isEmpty() || seeds.contains(self);
        seeds.stream().filter(address -> !address.equals(self)).forEach(address -> troubles.put(address, null));
        log.onSuperseded(this::end);
        if (seed) {
            ready.complete(null);
        }
    }

    CompletableFuture<Void> ready() {
        return ready;
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
            refusal = why;
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
