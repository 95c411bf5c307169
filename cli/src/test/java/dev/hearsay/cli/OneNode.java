package dev.hearsay.cli;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.Client;
import dev.hearsay.client.ClientOptions;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.TcpEvents;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client that asks one node and nobody else, once. */
final class OneNode implements AutoCloseable {
    private static final Key CART = Key.of("cart");

    private final TcpLane lane = new TcpLane("one-node");
    private final CompletableFuture<Client> client = new CompletableFuture<>();

    private OneNode(Address node) {
        TcpOptions options = Settings.bind(ConfigFactory.defaultReference(), "hearsay.transport.tcp", TcpOptions.class);
        TcpTransport transport = new TcpTransport(lane, null, Identity.client("hearsay"), options, TcpEvents.NONE);
        long firstId = lane.environment().random().nextLong() >>> 1;
        lane.run(() -> client.complete(new Client(
                lane.environment(),
                transport,
                new Address("client", 0),
                (key, request) -> node,
                new ClientOptions(firstId, Duration.ofMinutes(2), Duration.ZERO, 100))));
    }

    static OneNode ask(Address node) {
        return new OneNode(node);
    }

    CompletableFuture<Outcome> put(String value, RequestOptions options) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        lane.run(() -> client.join().put(CART, Value.of(value), Context.NONE, options, answer::complete));
        return answer;
    }

    @Override
    public void close() {
        lane.close();
    }
}
