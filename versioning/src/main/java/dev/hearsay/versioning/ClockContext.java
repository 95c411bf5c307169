package dev.hearsay.versioning;

import dev.hearsay.api.Context;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A context that is a clock. Inside one process it stays one; the bytes are made when somebody asks for them.
 *
 * <p>As bytes: version, {@link Scheme}, the clock, and a CRC-32 of all that (big-endian). The checksum is there because a context
 * travels through hands that are not ours, and one that is damaged but well-formed would remove values that nobody saw.
 */
final class ClockContext extends Context {
    private static final byte VERSION = 1;
    private static final int HEADER = 2;
    private static final int CHECKSUM = Integer.BYTES;

    private final Scheme scheme;
    private final Clock clock;

    private ClockContext(Scheme scheme, Clock clock) {
        this.scheme = scheme;
        this.clock = clock;
    }

    static Context of(Scheme scheme, Clock clock) {
        return clock.size() == 0 ? NONE : new ClockContext(scheme, clock);
    }

    /** @throws IllegalArgumentException if this is not a context of the scheme */
    static Clock clockOf(Context context, Scheme scheme) {
        if (context == NONE) {
            return Clock.EMPTY;
        }
        if (context instanceof ClockContext own) {
            scheme.require(own.scheme.code());
            return own.clock;
        }
        return decode(context.bytes(), scheme);
    }

    private static Clock decode(byte[] bytes, Scheme scheme) {
        if (bytes.length == 0) {
            return Clock.EMPTY;
        }
        int body = bytes.length - CHECKSUM;
        if (body <= HEADER) {
            throw new IllegalArgumentException("too short for a context: " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt(body) != checksum(bytes, body)) {
            throw new IllegalArgumentException("a context was damaged: its checksum does not match");
        }
        in.limit(body);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("a context of version " + version + "; known here: " + VERSION);
        }
        scheme.require(in.get());
        try {
            Clock clock = Clock.decode(in, scheme.stamped());
            if (in.hasRemaining() || clock.size() == 0) {
                throw new IllegalArgumentException("a context is longer or emptier than any that is handed out");
            }
            return clock;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a context is cut short", e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    protected byte[] encoded() {
        byte[] bytes = new byte[encodedSize()];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put(VERSION).put(scheme.code());
        clock.encode(out);
        out.putInt(checksum(bytes, out.position()));
        return bytes;
    }

    @Override
    public int encodedSize() {
        return HEADER + clock.encodedSize() + CHECKSUM;
    }
}
