package dev.hearsay.cli;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.request.Ring;
import dev.hearsay.gateway.Cluster;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The cluster of a node that has not started yet: nobody is asked, and the node does not serve. Later it is the one that it became. */
final class LateCluster implements Cluster {
    private volatile Cluster known;

    void become(Cluster cluster) {
        known = cluster;
    }

    private <A> CompletionStage<A> ask(Function<Cluster, CompletionStage<A>> question) {
        Cluster cluster = known;
        return cluster == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the node has not started yet"))
                : question.apply(cluster);
    }

    @Override
    public CompletionStage<Outcome> get(Key key, RequestOptions options) {
        return ask(cluster -> cluster.get(key, options));
    }

    @Override
    public CompletionStage<Outcome> put(Key key, Value value, Context context, RequestOptions options) {
        return ask(cluster -> cluster.put(key, value, context, options));
    }

    @Override
    public CompletionStage<Outcome> delete(Key key, Context context, RequestOptions options) {
        return ask(cluster -> cluster.delete(key, context, options));
    }

    @Override
    public CompletionStage<Boolean> serving() {
        Cluster cluster = known;
        return cluster == null ? CompletableFuture.completedFuture(false) : cluster.serving();
    }

    @Override
    public CompletionStage<NodeStatus> status() {
        return ask(Cluster::status);
    }

    @Override
    public CompletionStage<Ring> ring() {
        return ask(Cluster::ring);
    }
}
