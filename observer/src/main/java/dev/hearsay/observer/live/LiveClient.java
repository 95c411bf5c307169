package dev.hearsay.observer.live;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.Client;
import dev.hearsay.client.ClientOptions;
import dev.hearsay.transport.inmem.realtime.LiveHost;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks a {@link LiveCluster}. The calls wait for the outcome; {@link #async} gives the client that does not. */
public final class LiveClient implements AutoCloseable {
    private final LiveCluster cluster;
    private final LiveHost host;
    private final Client client;

    LiveClient(LiveCluster cluster, LiveHost host, int number) {
        this.cluster = cluster;
        this.host = host;
        this.client = new Client(
                host.environment("client"),
                host.transport(),
                host.address(),
                (key, request) -> route(request),
                ClientOptions.of(ClientOptions.idsOf(number)));
    }

    /** Round the nodes that run. */
    private Address route(long request) {
        for (int i = 0; i < cluster.size(); i++) {
            int node = (int) Long.remainderUnsigned(request + i, cluster.size());
            if (cluster.runs(node)) {
                return cluster.address(node);
            }
        }
        return null;
    }

    public Outcome get(Key key) {
        return async(client -> outcome -> client.get(key, RequestOptions.DEFAULTS, outcome))
                .join();
    }

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    public Outcome put(Key key, Value value, Context context) {
        return async(client -> outcome -> client.put(key, value, context, RequestOptions.DEFAULTS, outcome))
                .join();
    }

    public Outcome delete(Key key, Context context) {
        return async(client -> outcome -> client.delete(key, context, RequestOptions.DEFAULTS, outcome))
                .join();
    }

    public Map<Key, Outcome> getMany(List<Key> keys) {
        CompletableFuture<Map<Key, Outcome>> all = new CompletableFuture<>();
        run(() -> client.getMany(keys, RequestOptions.DEFAULTS, all::complete), all);
        return all.join();
    }

    /** What to ask the client, and whom to tell. */
    @FunctionalInterface
    public interface Question {
        Consumer<Consumer<Outcome>> of(Client client);
    }

    /** Asks, with options of the caller's choice, and does not wait: the outcome comes on the client's thread. */
    public CompletableFuture<Outcome> async(Question question) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        run(() -> question.of(client).accept(outcome::complete), outcome);
        return outcome;
    }

    private void run(Runnable task, CompletableFuture<?> answer) {
        if (!host.run(task)) {
            answer.completeExceptionally(new IllegalStateException("the client is closed"));
        }
    }

    /** What has no answer yet is of unknown outcome. */
    @Override
    public void close() {
        if (host.run(client::close)) {
            LiveCluster.await(host, () -> {});
            host.close();
        }
    }
}
