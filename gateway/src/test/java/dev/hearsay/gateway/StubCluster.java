package dev.hearsay.gateway;

import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.request.Ring;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** Remembers what it was asked, and answers what it was told to: always the same, or later. */
final class StubCluster implements Cluster {
    static final Context SEEN = Context.of(new byte[] {1, 2, 3});

    /** @param value null for a get or a delete */
    record Asked(String what, Key key, Value value, Context context, RequestOptions options) {}

    final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    volatile CompletableFuture<Outcome> answer = done();
    volatile boolean serving = true;
    volatile CompletableFuture<NodeStatus> status = new CompletableFuture<>();
    volatile CompletableFuture<Ring> ring = new CompletableFuture<>();

    static CompletableFuture<Outcome> done(String... values) {
        List<Value> all = List.of(values).stream().map(Value::of).toList();
        return CompletableFuture.completedFuture(
                new Outcome.Done(new Reading(all, SEEN), new Dot(new MemberId("one", 1), 1)));
    }

    static CompletableFuture<Outcome> refused(Outcome.Reason reason) {
        return CompletableFuture.completedFuture(new Outcome.Refused(reason));
    }

    @Override
    public CompletionStage<Outcome> get(Key key, RequestOptions options) {
        asked.add(new Asked("get", key, null, null, options));
        return answer;
    }

    @Override
    public CompletionStage<Outcome> put(Key key, Value value, Context context, RequestOptions options) {
        asked.add(new Asked("put", key, value, context, options));
        return answer;
    }

    @Override
    public CompletionStage<Outcome> delete(Key key, Context context, RequestOptions options) {
        asked.add(new Asked("delete", key, null, context, options));
        return answer;
    }

    @Override
    public CompletionStage<Boolean> serving() {
        return CompletableFuture.completedFuture(serving);
    }

    @Override
    public CompletionStage<NodeStatus> status() {
        return status;
    }

    @Override
    public CompletionStage<Ring> ring() {
        return ring;
    }
}
