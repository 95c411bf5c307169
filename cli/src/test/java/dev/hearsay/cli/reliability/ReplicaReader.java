package dev.hearsay.cli.reliability;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.message.ReplicaChannels;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Fetch;
import dev.hearsay.node.message.ReplicaMessage.Fetched;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.TcpEvents;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks one node for what it holds of a key itself, as a coordinator would, so that no other replica has a say. */
final class ReplicaReader implements AutoCloseable {
    private static final TcpOptions NETWORK = new TcpOptions(
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(500),
            new Size(64 << 20),
            new Size(64 << 20),
            new Size(64 << 20),
            new Size(64 << 20),
            Duration.ofSeconds(30),
            1);

    private final TcpLane lane = new TcpLane("replica-reader");
    private final Versioning versioning;
    private final Map<Long, CompletableFuture<Cell>> waiting = new HashMap<>();
    private final TcpTransport transport;
    private final Sender<ReplicaMessage> sender;
    private long next;

    ReplicaReader() {
        ClassLoader loader = ReplicaReader.class.getClassLoader();
        versioning = NodeFactory.of(HearsayConfig.load(ConfigFactory.empty(), Plugins.find(loader), loader))
                .versioning();
        transport = new TcpTransport(lane, null, Identity.client("hearsay"), NETWORK, TcpEvents.NONE);
        sender = transport.open(ReplicaChannels.of(versioning).quorum(), (from, message) -> received(message));
        transport.start(new Address("reader", 0));
    }

    private void received(ReplicaMessage message) {
        CompletableFuture<Cell> answer = waiting.remove(message.request());
        if (answer != null && message instanceof Fetched fetched) {
            answer.complete(fetched.cell());
        }
    }

    Cell empty() {
        return versioning.empty();
    }

    List<String> values(Cell cell) {
        return versioning.read(cell).values().stream().map(Object::toString).toList();
    }

    /** What the node holds of each key; null where it did not answer in time. */
    List<Cell> cells(Address node, List<Key> keys) {
        List<CompletableFuture<Cell>> answers = new ArrayList<>();
        for (Key key : keys) {
            CompletableFuture<Cell> answer = new CompletableFuture<>();
            answers.add(answer.completeOnTimeout(null, 10, TimeUnit.SECONDS));
            lane.run(() -> {
                long request = ++next;
                waiting.put(request, answer);
                if (!sender.send(node, new Fetch(request, 0, 0, key))) {
                    answer.complete(null);
                }
            });
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        lane.run(transport::close);
        lane.close();
    }
}
