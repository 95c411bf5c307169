package dev.hearsay.transport.tcp;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What has come of frames that are not complete, over all connections of a transport. Over the limit, the connection whose frame was begun
 * first is closed: an honest peer finishes soon what it begins.
 *
 * <p><b>Invariant:</b> {@code bytes} is the sum of what the decoders hold, and {@code holders} are those that hold anything.
 */
final class Unfinished {
    private final long limit;
    private final Set<FrameDecoder> holders = new LinkedHashSet<>();
    private long bytes;

    Unfinished(long limit) {
        this.limit = limit;
    }

    void changed(FrameDecoder decoder, long before) {
        bytes += decoder.held() - before;
        if (decoder.held() == 0) {
            holders.remove(decoder);
        } else if (before == 0) {
            holders.add(decoder);
        }
        if (bytes > limit) {
            oldest().cutOff();
        }
    }

    private FrameDecoder oldest() {
        FrameDecoder oldest = null;
        for (FrameDecoder holder : holders) {
            if (oldest == null || holder.since() - oldest.since() < 0) {
                oldest = holder;
            }
        }
        return oldest;
    }
}
