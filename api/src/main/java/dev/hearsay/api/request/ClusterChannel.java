package dev.hearsay.api.request;

import dev.hearsay.api.port.Channel;

/** The channel on which anybody may ask a node what it knows. */
public final class ClusterChannel {
    /** No answer is larger, in bytes: what does not fit is left out, stand-ins and lists first, then the partitions. */
    public static final int LARGEST_ANSWER = 4 << 20;

    public static final Channel<ClusterMessage> CHANNEL =
            new Channel<>("cluster", 1, ClusterMessage.class, new ClusterCodec());

    private ClusterChannel() {}
}
