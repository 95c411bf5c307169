package dev.hearsay.node.message;

import dev.hearsay.api.port.Channel;
import dev.hearsay.api.rule.Versioning;

/**
 * The channels of replicas. One codec, four names: what an operation costs, what read repair costs, what hints cost and what
 * anti-entropy costs is counted apart.
 *
 * @param quorum what operations wait for
 * @param readRepair cells that a read found missing
 * @param hints cells on their way home from a stand-in
 * @param offers cells that anti-entropy found missing
 */
public record ReplicaChannels(
        Channel<ReplicaMessage> quorum,
        Channel<ReplicaMessage> readRepair,
        Channel<ReplicaMessage> hints,
        Channel<ReplicaMessage> offers) {
    public static final String QUORUM = "quorum";
    public static final String READ_REPAIR = "read-repair";
    public static final String HINTS = "hints";
    public static final String OFFERS = "anti-entropy-cells";

    public static ReplicaChannels of(Versioning versioning) {
        ReplicaCodec codec = new ReplicaCodec(versioning);
        return new ReplicaChannels(
                new Channel<>(QUORUM, 1, ReplicaMessage.class, codec, ReplicaChannels::identity, ReplicaMessage::leg),
                new Channel<>(READ_REPAIR, 1, ReplicaMessage.class, codec),
                new Channel<>(HINTS, 1, ReplicaMessage.class, codec),
                new Channel<>(OFFERS, 1, ReplicaMessage.class, codec));
    }

    /** The operation, the leg and the attempt; the replica is an end of the link, which the network knows. */
    private static long identity(ReplicaMessage message) {
        boolean answer = message instanceof ReplicaMessage.Fetched || message instanceof ReplicaMessage.Stored;
        return message.request() * 64 + message.attempt() * 2L + (answer ? 1 : 0);
    }
}
