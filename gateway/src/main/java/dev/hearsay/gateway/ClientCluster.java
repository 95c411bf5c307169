package dev.hearsay.gateway;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.request.Ring;
import dev.hearsay.client.HearsayClient;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The cluster as a client of it sees it.
 *
 * @param client not closed here
 * @param node the one that the gateway belongs to
 * @param isServing whether that node takes requests; answered by the node itself
 */
public record ClientCluster(HearsayClient client, Address node, Supplier<CompletionStage<Boolean>> isServing)
        implements Cluster {
    @Override
    public CompletionStage<Outcome> get(Key key, RequestOptions options) {
        return client.getAsync(key, options);
    }

    @Override
    public CompletionStage<Outcome> put(Key key, Value value, Context context, RequestOptions options) {
        return client.putAsync(key, value, context, options);
    }

    @Override
    public CompletionStage<Outcome> delete(Key key, Context context, RequestOptions options) {
        return client.deleteAsync(key, context, options);
    }

    @Override
    public CompletionStage<Boolean> serving() {
        return isServing.get();
    }

    @Override
    public CompletionStage<NodeStatus> status() {
        return client.statusAsync(node).thenApply(ClientCluster::present);
    }

    @Override
    public CompletionStage<Ring> ring() {
        return client.ringAsync().thenApply(ClientCluster::present);
    }

    private static <A> A present(Optional<A> answer) {
        return answer.orElseThrow(() -> new IllegalStateException("no node answers"));
    }
}
