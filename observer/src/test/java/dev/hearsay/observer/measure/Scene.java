package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.rule.Event;
import dev.hearsay.observer.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A run written out by hand: one key, three replicas, times in milliseconds. */
final class Scene {
    static final long MS = 1_000_000;
    static final MemberId A = new MemberId("a", 0);
    static final MemberId B = new MemberId("b", 0);
    static final MemberId C = new MemberId("c", 0);
    static final Key KEY = Key.of("k");

    final ExactVersioning versioning;
    final Measurement measurement;
    final Cell[] replicas = new Cell[3];
    private final MemberId[] names = {A, B, C};
    private long ids;

    Scene(MeasureOptions options, boolean keepLast) {
        versioning = new ExactVersioning(keepLast);
        measurement = new Measurement(options, versioning, List.of(KEY));
        Arrays.fill(replicas, versioning.empty());
        measurement.watch(this::cells);
    }

    Scene() {
        this(MeasureOptions.standard(3, 100 * MS), false);
    }

    void cells(Key key, ReplicaView.Visitor visitor) {
        for (int i = 0; i < replicas.length; i++) {
            visitor.visit(names[i], replicas[i]);
        }
    }

    Operation beginPut(int client, Context given, long at) {
        long id = ++ids;
        return measurement.begin(Operation.write(id, client, 0, at * MS, 100 + id, given), "a", at * MS);
    }

    Operation beginGet(int client, long at) {
        return measurement.begin(Operation.read(++ids, client, 0, at * MS), "a", at * MS);
    }

    /** The replica names and stores the write. */
    Dot mint(Operation put, int replica, long at) {
        Event event = new Event(names[replica], "", 0);
        Mutation mutation =
                put.kind() == OperationKind.DELETE ? Mutation.delete() : Mutation.put(Value.numbered(put.writeId(), 8));
        replicas[replica] = versioning.write(replicas[replica], put.given(), mutation, event);
        Dot dot = versioning.written(replicas[replica], event);
        measurement.minted(names[replica], put.id(), KEY, dot, at * MS);
        measurement.stored(names[replica], KEY, replicas[replica], at * MS);
        return dot;
    }

    void copy(int from, int to, long at) {
        replicas[to] = versioning.merge(replicas[to], replicas[from]);
        measurement.stored(names[to], KEY, replicas[to], at * MS);
    }

    void commit(Operation put, long at) {
        measurement.committed(A, put.id(), KEY, at * MS);
    }

    void done(Operation put, Dot dot, long at) {
        Reading held = new Reading(List.of(), ExactVersioning.covering(dot.actor(), (int) dot.counter()));
        measurement.end(put, new Outcome.Done(held, dot), at * MS);
    }

    /** A put from beginning to end at one replica: sent at {@code at}, committed 1 ms later, answered after 2 ms. */
    Operation put(int client, Context given, int replica, long at) {
        Operation put = beginPut(client, given, at);
        Dot dot = mint(put, replica, at);
        commit(put, at + 1);
        done(put, dot, at + 2);
        return put;
    }

    /** A get of what one replica holds, answered after 1 ms. */
    Reading get(int client, int replica, long at) {
        return answer(beginGet(client, at), replica, at + 1);
    }

    Reading answer(Operation get, int replica, long at) {
        Reading reading = versioning.read(replicas[replica]);
        measurement.end(get, new Outcome.Done(reading, null), at * MS);
        return reading;
    }

    Map<Metric, Double> finish() {
        return measurement.finish(new NoCosts(), 1000 * MS);
    }

    static List<Value> numbers(long... numbers) {
        List<Value> values = new ArrayList<>();
        for (long number : numbers) {
            values.add(Value.numbered(number, 8));
        }
        return values;
    }

    static final class NoCosts implements CostCounters {
        @Override
        public long messages(String channel) {
            return channel.equals("quorum") ? 60 : channel.equals("membership") ? 300 : 0;
        }

        @Override
        public long bytes(String channel) {
            return messages(channel) * 100;
        }

        @Override
        public long dropped(String channel) {
            return messages(channel) / 10;
        }
    }
}
