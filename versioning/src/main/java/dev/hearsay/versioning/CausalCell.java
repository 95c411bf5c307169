package dev.hearsay.versioning;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A cell that remembers what was worked out about it. The three memories are filled without a lock: whoever comes second works out
 * the same, and a {@link Reading} is safe to publish because it is a record.
 */
abstract class CausalCell extends Cell {
    private long digest;
    private int encodedSize;
    private Reading reading;

    @Override
    public final long digest() {
        long known = digest;
        if (known == 0) {
            long made = makeDigest();
            known = made == 0 ? 1 : made;
            digest = known;
        }
        return known;
    }

    @Override
    public final int encodedSize() {
        int known = encodedSize;
        if (known == 0) {
            known = makeEncodedSize();
            encodedSize = known;
        }
        return known;
    }

    final Reading reading(Scheme scheme) {
        Reading known = reading;
        if (known == null) {
            known = isEmpty() ? Reading.ABSENT : new Reading(values(), ClockContext.of(scheme, clock()));
            reading = known;
        }
        return known;
    }

    private List<Value> values() {
        Value[] found = new Value[siblings()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            Mutation sibling = sibling(i);
            if (!sibling.isDelete()) {
                found[count++] = sibling.value();
            }
        }
        if (count == 1) {
            return List.of(found[0]);
        }
        return List.of(count == found.length ? found : Arrays.copyOf(found, count));
    }

    /** How many live versions there are, tombstones included. */
    abstract int siblings();

    abstract Mutation sibling(int at);

    /** All that the cell knows of, as one clock. */
    abstract Clock clock();

    abstract void encode(ByteBuffer out);

    /** Includes the byte that names the scheme, so it is never 0. */
    abstract int makeEncodedSize();

    abstract long makeDigest();

    /** Whether two mutations do the same: deletes are alike, puts are if their values are equal. */
    static boolean alike(Mutation left, Mutation right) {
        return left == right
                || !left.isDelete() && !right.isDelete() && left.value().equals(right.value());
    }
}
