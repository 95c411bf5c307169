package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.request.Ring;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks a cluster over TCP. The methods that end in {@code Async} do not wait, and their answers come on the client's thread, which must not
 * be made to wait; the others wait for the outcome, at most as long as the request may take. Safe for any number of threads.
 *
 * <pre>{@code
 * try (HearsayClient client = HearsayClient.connect("shop", "10.0.0.1:7000", "10.0.0.2:7000")) {
 *     client.put(Key.of("cart:42"), Value.of("milk"), Context.NONE);
 *     client.update(Key.of("cart:42"), siblings -> union(siblings));
 * }
 * }</pre>
 *
 * <p>A request goes to a node that owns its key. A read is asked of another node if one does not answer; a write is sent again only if it is
 * certain that nothing was promised: a write of {@linkplain Outcome.Unknown unknown} outcome may have happened.
 *
 * <p>Contexts are bound to their key and cluster: another one's is refused with {@link Outcome.Reason#BAD_CONTEXT} before anything is
 * written.
 */
public final class HearsayClient implements AutoCloseable {
    private final Session session;

    private HearsayClient(ClientSettings settings) {
        session = new Session(settings);
    }

    /**
     * A client of the cluster that these nodes are members of. It does not wait for a connection: what is asked before there is one
     * waits for it. The other members it learns from these.
     *
     * @param cluster its name
     */
    public static HearsayClient connect(String cluster, List<Address> nodes) {
        return connect(ClientSettings.of(cluster, nodes));
    }

    /** @param nodes as {@code host:port} */
    public static HearsayClient connect(String cluster, String... nodes) {
        return connect(cluster, List.of(nodes).stream().map(Address::parse).toList());
    }

    public static HearsayClient connect(ClientSettings settings) {
        return new HearsayClient(settings);
    }

    public Outcome get(Key key) {
        return get(key, RequestOptions.DEFAULTS);
    }

    public Outcome get(Key key, RequestOptions options) {
        return session.ask(new Call.Question(key, null, Context.NONE, options));
    }

    public CompletableFuture<Outcome> getAsync(Key key, RequestOptions options) {
        return session.askAsync(new Call.Question(key, null, Context.NONE, options));
    }

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    public Outcome put(Key key, Value value, Context context) {
        return put(key, value, context, RequestOptions.DEFAULTS);
    }

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    public Outcome put(Key key, Value value, Context context, RequestOptions options) {
        return session.ask(new Call.Question(key, Mutation.put(value), context, options));
    }

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    public CompletableFuture<Outcome> putAsync(Key key, Value value, Context context, RequestOptions options) {
        return session.askAsync(new Call.Question(key, Mutation.put(value), context, options));
    }

    public Outcome delete(Key key, Context context) {
        return delete(key, context, RequestOptions.DEFAULTS);
    }

    public Outcome delete(Key key, Context context, RequestOptions options) {
        return session.ask(new Call.Question(key, Mutation.delete(), context, options));
    }

    public CompletableFuture<Outcome> deleteAsync(Key key, Context context, RequestOptions options) {
        return session.askAsync(new Call.Question(key, Mutation.delete(), context, options));
    }

    /**
     * Reads a key, lets the caller make one value of its siblings, and writes that with the context of the read, so that it replaces
     * these siblings and nothing else. Who writes meanwhile is not overwritten: the result says so.
     *
     * @param resolver is given what was read, nothing if the key is absent; null removes the key. It is called once, and what it throws
     *     comes out of here
     */
    public Updated update(Key key, Function<List<Value>, Value> resolver) {
        return update(key, resolver, RequestOptions.DEFAULTS);
    }

    /** @param options of the read and of the write: each may take the time that they give */
    public Updated update(Key key, Function<List<Value>, Value> resolver, RequestOptions options) {
        Outcome outcome = get(key, options);
        if (!(outcome instanceof Outcome.Done read)) {
            return new Updated(outcome, null, null);
        }
        List<Value> seen = read.reading().values();
        Value value = resolver.apply(seen);
        if (value == null && seen.isEmpty()) {
            return new Updated(read, seen, null);
        }
        Context context = read.reading().context();
        return new Updated(
                value == null ? delete(key, context, options) : put(key, value, context, options), seen, value);
    }

    /** As {@link #update}; the resolver is called on the client's thread. */
    public CompletableFuture<Updated> updateAsync(
            Key key, Function<List<Value>, Value> resolver, RequestOptions options) {
        return getAsync(key, options).thenCompose(outcome -> {
            if (!(outcome instanceof Outcome.Done read)) {
                return CompletableFuture.completedFuture(new Updated(outcome, null, null));
            }
            List<Value> seen = read.reading().values();
            Value value = resolver.apply(seen);
            if (value == null && seen.isEmpty()) {
                return CompletableFuture.completedFuture(new Updated(read, seen, null));
            }
            Context context = read.reading().context();
            return (value == null ? deleteAsync(key, context, options) : putAsync(key, value, context, options))
                    .thenApply(written -> new Updated(written, seen, value));
        });
    }

    /** Who keeps what, as some node sees it now; empty if none answers. */
    public CompletableFuture<Optional<Ring>> ringAsync() {
        return session.ring();
    }

    public Optional<Ring> ring() {
        return session.await(ringAsync());
    }

    /** What a node says of itself and of the others; empty if it does not answer. */
    public CompletableFuture<Optional<NodeStatus>> statusAsync(Address node) {
        return session.status(node);
    }

    public Optional<NodeStatus> status(Address node) {
        return session.await(statusAsync(node));
    }

    /** The replicas on whose answers an outcome rests; empty if the client does not know the ring that it speaks of. */
    public Optional<List<MemberId>> answeredBy(Key key, Outcome.Done done) {
        return session.answeredBy(key, done);
    }

    /** What went wrong with nodes last; empty if nothing did. */
    public String lastTrouble() {
        return session.lastTrouble();
    }

    /**
     * Why the cluster does not speak with this client: it has another name, or another version. Empty if nobody said so, or if some node
     * does speak with it. To try again does not help; to connect with other settings may.
     */
    public String refusal() {
        return session.refusal();
    }

    /** What has no outcome yet has an unknown one. */
    @Override
    public void close() {
        session.close();
    }
}
