package dev.hearsay.transport.tcp;

import dev.hearsay.api.plugin.Size;
import java.time.Duration;

/**
 * {@code hearsay.transport.tcp}.
 *
 * @param connectTimeout how long a connection may take, introductions included
 * @param firstBackoff the pause after a connection failed; doubled with every further failure
 * @param longestBackoff where the doubling ends
 * @param outboundLimit bytes that may wait for one peer; with that many, nothing more is taken
 * @param outboundTotal bytes that may wait for all peers together
 * @param inboundTotal bytes that may have come of messages that are not complete, from all peers together
 * @param frameLimit the largest frame
 * @param silence a peer from which nothing came for so long is taken for gone; a third of it without sending makes a sign of life
 * @param maxConnections that others may have open to this listener
 */
public record TcpOptions(
        Duration connectTimeout,
        Duration firstBackoff,
        Duration longestBackoff,
        Size outboundLimit,
        Size outboundTotal,
        Size inboundTotal,
        Size frameLimit,
        Duration silence,
        int maxConnections) {
    private static final long LEAST_FRAME = 1 << 10;
    private static final long LARGEST_FRAME = 1 << 30;

    public TcpOptions {
        positive("connect-timeout", connectTimeout);
        positive("first-backoff", firstBackoff);
        positive("longest-backoff", longestBackoff);
        positive("silence", silence);
        if (frameLimit.bytes() < LEAST_FRAME || frameLimit.bytes() > LARGEST_FRAME) {
            throw new IllegalArgumentException("frame-limit must be between 1KiB and 1GiB");
        }
        if (outboundLimit.bytes() < LEAST_FRAME || outboundLimit.bytes() > LARGEST_FRAME) {
            throw new IllegalArgumentException("outbound-limit must be between 1KiB and 1GiB");
        }
        if (outboundTotal.bytes() < outboundLimit.bytes()) {
            throw new IllegalArgumentException("outbound-total must be at least as much as outbound-limit");
        }
        if (inboundTotal.bytes() < frameLimit.bytes()) {
            throw new IllegalArgumentException("inbound-total must be at least as much as frame-limit");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("max-connections must be at least 1, not " + maxConnections);
        }
    }

    /** What each of so many lanes may take of these; no less than the largest message needs that the node could take. */
    public TcpOptions share(int lanes) {
        long peer = Math.max(LEAST_FRAME, outboundLimit.bytes() / lanes);
        long largest = Math.min(frameLimit.bytes(), outboundTotal.bytes());
        long out = Math.max(Math.max(peer, largest), outboundTotal.bytes() / lanes);
        long in = Math.max(frameLimit.bytes(), inboundTotal.bytes() / lanes);
        return new TcpOptions(
                connectTimeout,
                firstBackoff,
                longestBackoff,
                new Size(peer),
                new Size(out),
                new Size(in),
                frameLimit,
                silence,
                maxConnections);
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " must be longer than nothing");
        }
    }
}
