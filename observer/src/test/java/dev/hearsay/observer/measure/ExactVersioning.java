package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Siblings with dots and one vector, by the book and slowly. With {@code keepLast} only the sibling with the largest counter
 * survives a merge, and its vector claims to have seen the others: the way a last-writer-wins store loses updates.
 */
final class ExactVersioning implements Versioning {
    private final boolean keepLast;

    ExactVersioning(boolean keepLast) {
        this.keepLast = keepLast;
    }

    static final class Vector extends Context {
        final TreeMap<MemberId, Long> counters;

        Vector(Map<MemberId, Long> counters) {
            this.counters = new TreeMap<>(counters);
        }

        @Override
        protected byte[] encoded() {
            return counters.isEmpty() ? new byte[0] : counters.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    static final class Siblings extends Cell {
        final TreeMap<MemberId, Long> vector = new TreeMap<>();
        final TreeMap<Long, Dot> dots = new TreeMap<>();

        @Override
        public long digest() {
            return hashCode();
        }

        @Override
        public int encodedSize() {
            return 0;
        }

        @Override
        public boolean isEmpty() {
            return vector.isEmpty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Siblings cell && vector.equals(cell.vector) && dots.equals(cell.dots);
        }

        @Override
        public int hashCode() {
            return vector.hashCode();
        }
    }

    /** What a context that covers these counters looks like: actor, counter, actor, counter … */
    static Context covering(Object... actorsAndCounters) {
        TreeMap<MemberId, Long> counters = new TreeMap<>();
        for (int i = 0; i < actorsAndCounters.length; i += 2) {
            counters.put((MemberId) actorsAndCounters[i], ((Integer) actorsAndCounters[i + 1]).longValue());
        }
        return new Vector(counters);
    }

    @Override
    public Cell empty() {
        return new Siblings();
    }

    @Override
    public Cell write(Cell local, Context seen, Mutation mutation, Event event) {
        Siblings old = (Siblings) local;
        Siblings next = new Siblings();
        next.vector.putAll(old.vector);
        old.dots.forEach((number, dot) -> {
            if (seen(seen, dot.actor()) < dot.counter()) {
                next.dots.put(number, dot);
            }
        });
        Dot dot = new Dot(event.coordinator(), old.vector.getOrDefault(event.coordinator(), 0L) + 1);
        next.vector.put(dot.actor(), dot.counter());
        if (!mutation.isDelete()) {
            next.dots.put(mutation.value().number(), dot);
        }
        return next;
    }

    @Override
    public Cell merge(Cell left, Cell right) {
        Siblings a = (Siblings) left;
        Siblings b = (Siblings) right;
        Siblings merged = new Siblings();
        merged.vector.putAll(a.vector);
        b.vector.forEach((actor, counter) -> merged.vector.merge(actor, counter, Math::max));
        keep(a, b, merged);
        keep(b, a, merged);
        while (keepLast && merged.dots.size() > 1) {
            merged.dots.pollFirstEntry();
        }
        return merged;
    }

    private static void keep(Siblings from, Siblings other, Siblings merged) {
        from.dots.forEach((number, dot) -> {
            if (other.dots.containsKey(number) || other.vector.getOrDefault(dot.actor(), 0L) < dot.counter()) {
                merged.dots.put(number, dot);
            }
        });
    }

    @Override
    public Reading read(Cell cell) {
        Siblings siblings = (Siblings) cell;
        List<Value> values = new ArrayList<>();
        siblings.dots.keySet().forEach(number -> values.add(Value.numbered(number, 8)));
        return new Reading(values, new Vector(siblings.vector));
    }

    @Override
    public Dot written(Cell after, Event event) {
        return new Dot(event.coordinator(), ((Siblings) after).vector.get(event.coordinator()));
    }

    @Override
    public long seen(Context context, MemberId actor) {
        return context instanceof Vector vector ? vector.counters.getOrDefault(actor, 0L) : 0;
    }

    @Override
    public boolean loses() {
        return keepLast;
    }

    @Override
    public void encode(Cell cell, ByteBuffer out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cell decode(ByteBuffer in) {
        throw new UnsupportedOperationException();
    }
}
