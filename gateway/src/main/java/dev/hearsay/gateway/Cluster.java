package dev.hearsay.gateway;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.request.Ring;
import java.util.concurrent.CompletionStage;

/** Whom the gateway asks. Nothing waits; an answer may come on any thread. */
public interface Cluster {
    CompletionStage<Outcome> get(Key key, RequestOptions options);

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    CompletionStage<Outcome> put(Key key, Value value, Context context, RequestOptions options);

    CompletionStage<Outcome> delete(Key key, Context context, RequestOptions options);

    /** Whether the node that the gateway belongs to takes requests. */
    CompletionStage<Boolean> serving();

    /** Of that node. */
    CompletionStage<NodeStatus> status();

    /** As some node sees it. */
    CompletionStage<Ring> ring();
}
