package dev.hearsay.client;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Token;
import dev.hearsay.api.request.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Contexts as callers hold them: bound to their key and their cluster, so that one that is given back for another key, to another cluster,
 * or damaged is refused before anything is written. In it, a write would silently replace what its caller has never seen.
 *
 * <p>The bytes: a version (1), the cluster's name as a hash (4), the token of the key (16), what the cluster's versioning made, and the
 * CRC32C of all that (4). They are only made for whoever wants them; a context that stays inside the JVM is compared by its key.
 *
 * <p>That nothing was seen needs no binding: it stays {@link Context#NONE}.
 */
final class BoundContexts {
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Integer.BYTES + 2 * Long.BYTES;
    private static final int LEAST = HEAD + 1 + Integer.BYTES;

    private final int cluster;

    BoundContexts(String clusterName) {
        cluster = (int) Token.hash(clusterName.getBytes(StandardCharsets.UTF_8)).high();
    }

    /** The outcome as the caller is to see it. */
    Outcome bind(Key key, Outcome outcome) {
        if (outcome instanceof Outcome.Done done && done.reading().context().encodedSize() > 0) {
            Reading reading = done.reading();
            return new Outcome.Done(
                    new Reading(reading.values(), new Bound(cluster, key, reading.context())),
                    done.written(),
                    done.answered());
        }
        return outcome;
    }

    /** What the cluster is to be given for a context of the caller's; null if it is none of this cluster for this key. */
    Context open(Key key, Context given) {
        if (given == Context.NONE || given.encodedSize() == 0) {
            return Context.NONE;
        }
        if (given instanceof Bound bound) {
            return bound.cluster == cluster && bound.key.equals(key) ? bound.inner : null;
        }
        return read(key, given.bytes());
    }

    private Context read(Key key, byte[] bytes) {
        if (bytes.length < LEAST || bytes[0] != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean whole = in.getInt(bytes.length - Integer.BYTES) == checksum(bytes, bytes.length - Integer.BYTES);
        boolean fits = in.getInt(1) == cluster
                && in.getLong(1 + Integer.BYTES) == key.token().high()
                && in.getLong(1 + Integer.BYTES + Long.BYTES) == key.token().low();
        if (!whole || !fits) {
            return null;
        }
        byte[] inner = new byte[bytes.length - HEAD - Integer.BYTES];
        in.position(HEAD).get(inner);
        return Context.of(inner);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static final class Bound extends Context {
        private final int cluster;
        private final Key key;
        private final Context inner;

        Bound(int cluster, Key key, Context inner) {
            this.cluster = cluster;
            this.key = key;
            this.inner = inner;
        }

        @Override
        public int encodedSize() {
            return HEAD + inner.encodedSize() + Integer.BYTES;
        }

        @Override
        protected byte[] encoded() {
            byte[] bytes = new byte[encodedSize()];
            ByteBuffer.wrap(bytes)
                    .put(VERSION)
                    .putInt(cluster)
                    .putLong(key.token().high())
                    .putLong(key.token().low())
                    .put(inner.bytes());
            int end = bytes.length - Integer.BYTES;
            ByteBuffer.wrap(bytes).putInt(end, checksum(bytes, end));
            return bytes;
        }
    }
}
