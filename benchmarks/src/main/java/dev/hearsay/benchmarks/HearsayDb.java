package dev.hearsay.benchmarks;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import site.ycsb.ByteArrayByteIterator;
import site.ycsb.ByteIterator;
import site.ycsb.DB;
import site.ycsb.DBException;
import site.ycsb.Status;

/**
 * YCSB's interface to a Hearsay cluster: one client for all threads, one value a record.
 *
 * <p>YCSB knows no contexts: its update replaces. So a write carries the context that came last for its key, to whichever thread it came,
 * and replaces what was seen then; if none has come yet, the update reads the key first, and that is part of its time. Writes that overlap
 * make siblings, as they would in any program; a read returns one of them.
 *
 * <p>Properties: {@code hearsay.nodes} (addresses, comma between them), {@code hearsay.r} and {@code hearsay.w} (0: as configured).
 */
public final class HearsayDb extends DB {
    private static final Object LOCK = new Object();
    private static Shared shared;
    private static int users;

    private Shared mine;

    /** What all threads share. */
    private record Shared(HearsayClient client, RequestOptions options, Map<String, Context> contexts) {}

    @Override
    public void init() {
        synchronized (LOCK) {
            if (users++ == 0) {
                shared = new Shared(
                        HearsayClient.connect(
                                "hearsay",
                                Stream.of(getProperties()
                                                .getProperty(
                                                        "hearsay.nodes", "127.0.0.1:7001,127.0.0.1:7002,127.0.0.1:7003")
                                                .split(","))
                                        .map(Address::parse)
                                        .toList()),
                        RequestOptions.quorum(0, number("hearsay.r"), number("hearsay.w")),
                        new ConcurrentHashMap<>());
            }
            mine = shared;
        }
    }

    private int number(String property) {
        return Integer.parseInt(getProperties().getProperty(property, "0"));
    }

    @Override
    public void cleanup() throws DBException {
        synchronized (LOCK) {
            if (--users == 0) {
                shared.client.close();
            }
        }
    }

    @Override
    public Status read(String table, String key, Set<String> fields, Map<String, ByteIterator> result) {
        Outcome outcome = mine.client.get(Key.of(key), mine.options);
        if (!(outcome instanceof Outcome.Done done)) {
            return Status.ERROR;
        }
        mine.contexts.put(key, done.reading().context());
        if (done.reading().values().isEmpty()) {
            return Status.NOT_FOUND;
        }
        result.put(
                "field0",
                new ByteArrayByteIterator(done.reading().values().get(0).bytes()));
        return Status.OK;
    }

    @Override
    public Status update(String table, String key, Map<String, ByteIterator> values) {
        Context seen = mine.contexts.get(key);
        if (seen == null) {
            Outcome before = mine.client.get(Key.of(key), mine.options);
            if (!(before instanceof Outcome.Done found)) {
                return Status.ERROR;
            }
            seen = found.reading().context();
        }
        return put(key, values, seen);
    }

    @Override
    public Status insert(String table, String key, Map<String, ByteIterator> values) {
        return put(key, values, Context.NONE);
    }

    private Status put(String key, Map<String, ByteIterator> values, Context seen) {
        Value value = Value.of(values.values().iterator().next().toArray());
        Outcome outcome = mine.client.put(Key.of(key), value, seen, mine.options);
        if (!(outcome instanceof Outcome.Done done)) {
            return Status.ERROR;
        }
        mine.contexts.put(key, done.reading().context());
        return Status.OK;
    }

    @Override
    public Status delete(String table, String key) {
        return Status.NOT_IMPLEMENTED;
    }

    @Override
    public Status scan(
            String table,
            String start,
            int count,
            Set<String> fields,
            Vector<java.util.HashMap<String, ByteIterator>> result) {
        return Status.NOT_IMPLEMENTED;
    }
}
