package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Codec;
import java.nio.ByteBuffer;

/**
 * What tests send.
 *
 * @param identity 0 if it has none
 * @param number to tell letters apart
 * @param size in bytes, 24 at least
 */
record Letter(long identity, long number, int size) {
    private static final int LEAST = 2 * Long.BYTES + 2 * Integer.BYTES;

    static Letter named(long identity) {
        return new Letter(identity, identity, LEAST);
    }

    static Letter nameless(long number) {
        return new Letter(0, number, LEAST);
    }

    Letter sized(int bytes) {
        return new Letter(identity, number, bytes);
    }

    static Channel<Letter> channel(String name) {
        return new Channel<>(name, 1, Letter.class, new LetterCodec(), Letter::identity);
    }

    private static final class LetterCodec implements Codec<Letter> {
        @Override
        public int size(Letter letter) {
            return letter.size;
        }

        @Override
        public void encode(Letter letter, ByteBuffer out) {
            out.putLong(letter.identity)
                    .putLong(letter.number)
                    .putInt(letter.size)
                    .putInt(0)
                    .put(new byte[letter.size - LEAST]);
        }

        @Override
        public Letter decode(ByteBuffer in) {
            Letter letter = new Letter(in.getLong(), in.getLong(), in.getInt());
            in.position(in.position() + Integer.BYTES + letter.size - LEAST);
            return letter;
        }
    }
}
