package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of several lanes do what those of one do: nobody outside can tell, but by the setting. */
class LanesTest {
    private static final int KEYS = 300;
    private static final int AWAY = 3;
    private static final long PATIENCE_SECONDS = Long.getLong("patience", 60);
    private static final String SETTINGS = """
            membership.gossip.interval = 200ms
            detector { use = timeout, timeout.timeout = 1s, judge-every = 200ms }
            hints.interval = 300ms
            storage.rocksdb { block-cache = 8MiB, write-buffer = 8MiB, cell-cache = 8MiB }
            """;

    @TempDir
    Path folder;

    private final List<Key> keys =
            IntStream.range(0, KEYS).mapToObj(i -> Key.of("key" + i)).toList();
    private final Context[] contexts = new Context[KEYS];
    private RealNodes nodes;
    private Placements placements;

    private void writeAll(HearsayClient client, String round) {
        List<CompletableFuture<Outcome>> writes = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            Context seen = contexts[i] == null ? Context.NONE : contexts[i];
            writes.add(client.putAsync(keys.get(i), Value.of(round + i), seen, RequestOptions.DEFAULTS));
        }
        for (int i = 0; i < KEYS; i++) {
            Outcome outcome = writes.get(i).join();
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            contexts[i] = ((Outcome.Done) outcome).reading().context();
        }
    }

    private void assertAllRead(HearsayClient client, String round) {
        for (int i = 0; i < KEYS; i++) {
            Outcome outcome = client.get(keys.get(i));
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(((Outcome.Done) outcome).reading().values()).containsExactly(Value.of(round + i));
        }
    }

    /** Over all nodes that answer. */
    private long sum(HearsayClient client, ToLongFunction<NodeStatus> figure) {
        return nodes.addresses().stream()
                .flatMap(node -> client.status(node).stream())
                .mapToLong(figure)
                .sum();
    }

    /** For the incarnation of the node that is away for which there are most: those for earlier ones are handed to it. */
    private static long hints(NodeStatus status) {
        return status.hints().stream()
                .filter(kept -> kept.owner().name().equals("node-" + AWAY))
                .mapToLong(NodeStatus.Hints::count)
                .max()
                .orElse(0);
    }

    private void await(String what, BooleanSupplier condition) {
        assertThat(Patience.await(PATIENCE_SECONDS, condition)).as(what).isNotNegative();
    }

    private boolean holdsAll(ReplicaReader reader, String round) {
        List<Cell> cells = reader.cells(nodes.address(AWAY), keys);
        return IntStream.range(0, KEYS)
                .filter(i -> placements.owns(AWAY, keys.get(i)))
                .allMatch(i -> cells.get(i) != null
                        && reader.values(cells.get(i))
                                .equals(List.of(Value.of(round + i).toString())));
    }

    private void awaitSuspected(HearsayClient client, int by) {
        String name = "node-" + AWAY;
        await(
                name + " is suspected",
                () -> client.status(nodes.address(by)).stream()
                        .flatMap(status -> status.peers().stream())
                        .anyMatch(peer -> peer.id().name().equals(name) && peer.suspected()));
        // The lanes of a node hear it from its first.
        Patience.pass(300);
    }

    @Test
    void keysOfAllLanesArePutReadComparedHintedAndFoundAgainByAnotherNumberOfLanes() throws Exception {
        assertThat(keys.stream().map(key -> Arc.numberOf(key.token(), 2)).distinct())
                .containsExactlyInAnyOrder(0, 1);
        try (RealNodes started = new RealNodes(folder, 4, SETTINGS);
                ReplicaReader reader = new ReplicaReader()) {
            nodes = started;
            placements = new Placements(nodes);
            nodes.with("node.lanes = 2, hints.deliver = false");
            nodes.with("anti-entropy { interval = 1s, concurrency = 64 }");
            nodes.startAll();
            try (HearsayClient client = nodes.client()) {
                writeAll(client, "first");
                assertAllRead(client, "first");
                assertDeleted(client, Key.of("gone"));
                assertThat(sum(client, NodeStatus::keys)).isBetween(3L * KEYS, 3L * (KEYS + 1));
                writeWithout(client, "compared");
                nodes.start(AWAY);
                await("comparisons bring it up", () -> holdsAll(reader, "compared"));
                writeWithout(client, "hinted");
            }
            otherLanesFindTheHints();
            nodes.start(AWAY);
            await("hints bring it up", () -> holdsAll(reader, "hinted"));
            try (HearsayClient client = nodes.client()) {
                await("none is left", () -> sum(client, LanesTest::hints) == 0);
                assertAllRead(client, "hinted");
            }
            whoHasAnotherNumberIsRefused();
        }
    }

    private static void assertDeleted(HearsayClient client, Key key) {
        Outcome put = client.put(key, Value.of("x"), Context.NONE);
        client.delete(key, ((Outcome.Done) put).reading().context());
        assertThat(((Outcome.Done) client.get(key)).reading().values()).isEmpty();
    }

    private void writeWithout(HearsayClient client, String round) {
        nodes.kill(AWAY);
        for (int by = 0; by < AWAY; by++) {
            awaitSuspected(client, by);
        }
        writeAll(client, round);
    }

    /** What was kept by two lanes is kept by three, though each of them keeps another part. */
    private void otherLanesFindTheHints() throws IOException {
        long kept;
        try (HearsayClient client = nodes.client()) {
            kept = sum(client, LanesTest::hints);
        }
        long owned = keys.stream().filter(key -> placements.owns(AWAY, key)).count();
        assertThat(kept).as("hints").isGreaterThan(owned * 9 / 10);
        for (int i = 0; i < AWAY; i++) {
            nodes.kill(i);
        }
        nodes.with("node.lanes = 3, hints.deliver = true, anti-entropy.use = none");
        for (int i = 0; i < AWAY; i++) {
            nodes.start(i);
        }
        try (HearsayClient client = nodes.client()) {
            await("they are found", () -> sum(client, LanesTest::hints) == kept);
        }
    }

    private void whoHasAnotherNumberIsRefused() throws IOException {
        nodes.kill(AWAY);
        nodes.with("node.lanes = 2");
        nodes.start(AWAY);
        await("it is told why", () -> says("hearsay.node.lanes is 2 at node-3") && says("and 3 at node-"));
        await("it does not stay", () -> !nodes.isAlive(AWAY));
    }

    private boolean says(String words) {
        try {
            return nodes.log(AWAY, 4000).contains(words);
        } catch (IOException e) {
            return false;
        }
    }
}
