package dev.hearsay.transport.tcp;

import dev.hearsay.api.port.Codec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a connection is cut into frames: the length of what follows (4 bytes), the CRC32C of what follows it (4), a kind (1), the body.
 * Used on one lane.
 */
final class Frames {
    static final int INTRODUCTION = 0;
    static final int REFUSAL = 1;
    /** A sign of life. */
    static final int PING = 2;
    /** The kind of the first channel's messages; those of the next follow. */
    static final int FIRST_CHANNEL = 3;

    static final int MOST_CHANNELS = 256 - FIRST_CHANNEL;

    private static final int HEAD = 2 * Integer.BYTES + 1;
    private static final byte[] NOTHING = new byte[0];

    private final CRC32C crc = new CRC32C();

    /** Bytes of a frame whose body has so many. */
    static int size(int body) {
        return HEAD + body;
    }

    ByteBuf ping() {
        return of(PING, NOTHING);
    }

    ByteBuf of(int kind, byte[] body) {
        ByteBuf frame = Unpooled.buffer(HEAD + body.length);
        begin(frame, kind, body.length);
        frame.writeBytes(body);
        return sealed(frame);
    }

    /** @param size of the message, as its codec says */
    <M> ByteBuf of(ByteBufAllocator allocator, int kind, Codec<M> codec, M message, int size) {
        ByteBuf frame = allocator.buffer(HEAD + size, HEAD + size);
        try {
            begin(frame, kind, size);
            ByteBuffer body = frame.internalNioBuffer(HEAD, size);
            codec.encode(message, body);
            if (body.hasRemaining()) {
                throw new IllegalStateException("a codec wrote less than it said of a "
                        + message.getClass().getName());
            }
            frame.writerIndex(HEAD + size);
            return sealed(frame);
        } catch (RuntimeException e) {
            frame.release();
            throw e;
        }
    }

    private static void begin(ByteBuf frame, int kind, int body) {
        frame.writeInt(Integer.BYTES + 1 + body).writeInt(0).writeByte(kind);
    }

    private ByteBuf sealed(ByteBuf frame) {
        int from = 2 * Integer.BYTES;
        frame.setInt(Integer.BYTES, checksum(frame, from, frame.writerIndex() - from));
        return frame;
    }

    /**
     * Looks at a frame as the decoder cut it out.
     *
     * @return its kind; the reader stands at the body
     * @throws IllegalArgumentException if it is damaged
     */
    int open(ByteBuf frame) {
        if (frame.readableBytes() <= Integer.BYTES) {
            throw new IllegalArgumentException("a frame ends before its kind");
        }
        int announced = frame.readInt();
        if (announced != checksum(frame, frame.readerIndex(), frame.readableBytes())) {
            throw new IllegalArgumentException("a frame does not have the checksum that it announces");
        }
        return frame.readUnsignedByte();
    }

    private int checksum(ByteBuf bytes, int from, int length) {
        crc.reset();
        if (bytes.nioBufferCount() == 1) {
            crc.update(bytes.internalNioBuffer(from, length));
        } else {
            for (ByteBuffer part : bytes.nioBuffers(from, length)) {
                crc.update(part);
            }
        }
        return (int) crc.getValue();
    }
}
