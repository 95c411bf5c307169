package dev.hearsay.cli.bench;

import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.observer.history.HistoryOperation;
import dev.hearsay.observer.history.WriteNumbers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Values that tell who wrote them: the number of the write, then a check over number and key, then letters. A value that turns up under
 * another key, or torn, does not pass the check.
 */
final class Values {
    /** Values shorter than this cannot be told apart. */
    static final int LEAST = 2 * Long.BYTES;

    private final AtomicLong written = new AtomicLong();
    private final int tag;
    private final byte[] letters;
    private final ThreadLocal<ByteBuffer> scratch;

    /** @param tag of the history */
    Values(int tag, int largest, SplittableRandom random) {
        this.tag = tag;
        this.letters = new byte[largest];
        for (int i = 0; i < largest; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        this.scratch = ThreadLocal.withInitial(() -> ByteBuffer.wrap(letters.clone()));
    }

    int tag() {
        return tag;
    }

    /** The number of the next write. */
    long next() {
        return WriteNumbers.of(tag, written.incrementAndGet());
    }

    Value of(long number, Key key, int size) {
        ByteBuffer bytes = scratch.get().clear();
        if (size >= LEAST) {
            bytes.putLong(0, number).putLong(Long.BYTES, check(number, key));
        } else {
            for (int i = 0; i < size; i++) {
                bytes.put(i, (byte) (number >>> Byte.SIZE * i));
            }
        }
        return Value.readFrom(bytes, size);
    }

    private static long check(long number, Key key) {
        return Draw.scrambled(number * 31 + key.token().low());
    }

    /** The numbers of values that were read. */
    static long[] numbers(List<Value> values, Key key) {
        if (values.isEmpty()) {
            return Seen.nothing();
        }
        long[] numbers = new long[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(values.get(i), key);
        }
        return numbers;
    }

    private static long number(Value value, Key key) {
        if (value.size() < LEAST) {
            return HistoryOperation.FOREIGN;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value.bytes());
        long number = bytes.getLong();
        return bytes.getLong() == check(number, key) && number >= 0 ? number : HistoryOperation.FOREIGN;
    }
}
