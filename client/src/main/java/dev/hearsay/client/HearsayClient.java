package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.TcpEvents;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Asks a cluster over TCP. The methods that end in {@code Async} do not wait, and their answers come on the client's thread; the others
 * wait for the outcome. Safe for any number of threads.
 *
 * <p>Nothing is retried: a write of {@linkplain Outcome.Unknown unknown} outcome may have happened.
 */
public final class HearsayClient implements AutoCloseable {
    private static final TcpOptions NETWORK = new TcpOptions(
            Duration.ofSeconds(3),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            new Size(16 << 20),
            new Size(64 << 20),
            new Size(128 << 20),
            new Size(64 << 20),
            Duration.ofSeconds(15),
            1);

    private final TcpLane lane = new TcpLane("hearsay-client");
    private final Client client;
    private final List<Address> nodes;
    private final Troubles troubles = new Troubles();

    private HearsayClient(String cluster, List<Address> nodes) {
        this.nodes = List.copyOf(nodes);
        TcpTransport transport = new TcpTransport(lane, null, Identity.client(cluster), NETWORK, troubles);
        // Ids begin anywhere, so that those of two clients do not meet.
        long firstId = lane.environment().random().nextLong() >>> 1;
        CompletableFuture<Client> made = new CompletableFuture<>();
        lane.run(() -> made.complete(new Client(
                lane.environment(),
                transport,
                new Address("client", 0),
                (key, request) -> route(request),
                ClientOptions.of(firstId))));
        client = made.join();
    }

    /**
     * A client of the cluster that these nodes are members of. It does not wait for a connection: what is asked before there is one
     * waits for it.
     *
     * @param cluster its name
     */
    public static HearsayClient connect(String cluster, List<Address> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a client needs at least one node to ask");
        }
        return new HearsayClient(cluster, nodes);
    }

    /** Round the nodes, passing over those that could not be reached the last time. */
    private Address route(long request) {
        for (int i = 0; i < nodes.size(); i++) {
            Address node = nodes.get((int) Long.remainderUnsigned(request + i, nodes.size()));
            if (!troubles.of(node)) {
                return node;
            }
        }
        return nodes.get((int) Long.remainderUnsigned(request, nodes.size()));
    }

    /** What went wrong with connections last; empty if nothing did. */
    public String lastTrouble() {
        return troubles.last();
    }

    public CompletableFuture<Outcome> getAsync(Key key, RequestOptions options) {
        return ask(answer -> client.get(key, options, answer));
    }

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    public CompletableFuture<Outcome> putAsync(Key key, Value value, Context context, RequestOptions options) {
        return ask(answer -> client.put(key, value, context, options, answer));
    }

    public CompletableFuture<Outcome> deleteAsync(Key key, Context context, RequestOptions options) {
        return ask(answer -> client.delete(key, context, options, answer));
    }

    public Outcome get(Key key) {
        return await(getAsync(key, RequestOptions.DEFAULTS));
    }

    public Outcome put(Key key, Value value, Context context) {
        return await(putAsync(key, value, context, RequestOptions.DEFAULTS));
    }

    public Outcome delete(Key key, Context context) {
        return await(deleteAsync(key, context, RequestOptions.DEFAULTS));
    }

    private CompletableFuture<Outcome> ask(Consumer<Consumer<Outcome>> question) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        if (!lane.run(() -> question.accept(answer::complete))) {
            answer.completeExceptionally(new IllegalStateException("the client is closed"));
        }
        return answer;
    }

    private static Outcome await(CompletionStage<Outcome> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalStateException closed ? closed : e;
        }
    }

    /** What has no answer yet is of unknown outcome. */
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (lane.run(() -> {
            client.close();
            done.complete(null);
        })) {
            done.join();
            lane.close();
        }
    }

    /** Which nodes could not be reached, or did not want to speak, when they were tried last. On the lane, except for {@code last}. */
    private static final class Troubles implements TcpEvents {
        private final Set<Address> unreachable = new HashSet<>();
        private volatile String last = "";

        boolean of(Address node) {
            return unreachable.contains(node);
        }

        String last() {
            return last;
        }

        @Override
        public void refused(Address peer, String why) {
            unreachable.add(peer);
            last = peer + " refuses: " + why;
        }

        @Override
        public void unreachable(Address peer, String why) {
            unreachable.add(peer);
            last = peer + " cannot be reached: " + why;
        }

        @Override
        public void reached(Address peer) {
            unreachable.remove(peer);
        }
    }
}
