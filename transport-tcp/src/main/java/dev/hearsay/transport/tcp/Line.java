package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import java.nio.ByteBuffer;

/** An open channel: its number among this side's, and who receives. */
record Line<M>(Channel<M> channel, Receiver<M> receiver, int number, ChannelCounters counters) {
    /** @throws IllegalArgumentException if these are not the bytes of exactly one message */
    M decode(ByteBuffer bytes) {
        M message = channel.codec().decode(bytes);
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("bytes are left over");
        }
        return message;
    }

    void receive(Address from, Object message) {
        receiver.receive(from, channel.type().cast(message));
    }
}
