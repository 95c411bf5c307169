package dev.hearsay.api.port;

import java.nio.ByteBuffer;

/** How the messages of a channel become bytes. {@code decode(encode(m))} equals {@code m}. */
public interface Codec<M> {
    /** Exactly the bytes that {@link #encode} writes. Cheap: in-memory transports call it for every message. */
    int size(M message);

    void encode(M message, ByteBuffer out);

    /** @throws IllegalArgumentException if the bytes are not a message of this channel */
    M decode(ByteBuffer in);
}
