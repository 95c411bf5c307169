package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node gets back that was away, or that lost everything. Four nodes, three copies: the fourth can stand in. */
class ReturningNodeTest {
    private static final int WRITES = 10_000;
    private static final int AWAY = 3;
    private static final int AT_ONCE = 64;
    private static final int LOOKS_IN_A_ROW = 10;
    private static final long PATIENCE_SECONDS = Long.getLong("patience", 120);
    private static final String SETTINGS = """
            membership.gossip.interval = 200ms
            detector { use = timeout, timeout.timeout = 1s, judge-every = 200ms }
            anti-entropy { use = none }
            storage.rocksdb { block-cache = 8MiB, write-buffer = 8MiB, cell-cache = 8MiB }
            """;

    private static final Executor LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    @TempDir
    Path folder;

    private final List<Key> keys =
            IntStream.range(0, WRITES).mapToObj(i -> Key.of("key" + i)).toList();
    private final Context[] contexts = new Context[WRITES];
    private final Set<String> dots = new HashSet<>();
    private RealNodes nodes;
    private ReplicaReader reader;
    private Placements placements;

    /** Writes every key once more, with the context of the time before, until each is acknowledged. */
    private void writeAll(HearsayClient client, String round) throws InterruptedException {
        Semaphore free = new Semaphore(AT_ONCE);
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            int at = i;
            free.acquire();
            writes.add(write(client, at, round, 20).whenComplete((done, problem) -> free.release()));
        }
        assertThat(writes).allMatch(CompletableFuture::join);
    }

    private CompletableFuture<Boolean> write(HearsayClient client, int at, String round, int tries) {
        Context context = contexts[at] == null ? Context.NONE : contexts[at];
        return client.putAsync(keys.get(at), Value.of(round + at), context, RequestOptions.quorum(0, 0, 2))
                .thenCompose(outcome -> {
                    if (outcome instanceof Outcome.Done done) {
                        contexts[at] = done.reading().context();
                        named(at, done.written());
                        return CompletableFuture.completedFuture(true);
                    }
                    return tries == 0
                            ? CompletableFuture.completedFuture(false)
                            : CompletableFuture.supplyAsync(() -> write(client, at, round, tries - 1), LATER)
                                    .thenCompose(again -> again);
                });
    }

    private synchronized void named(int key, Dot dot) {
        assertThat(dots.add(key + " " + dot))
                .as("%s named two writes of a key", dot)
                .isTrue();
    }

    /** The keys that the node should hold in that round and does not, asked alone. */
    private int missing(int node, String round) {
        List<Cell> cells = reader.cells(nodes.address(node), keys);
        int missing = 0;
        for (int i = 0; i < WRITES; i++) {
            boolean holds = cells.get(i) != null && reader.values(cells.get(i)).contains(round + i);
            missing += placements.owns(node, keys.get(i)) && !holds ? 1 : 0;
        }
        return missing;
    }

    /** Seconds until the node holds all that it owns; how many writes it lacks, below 0, if it does not. */
    private double fill(String round) {
        double seconds = Patience.await(PATIENCE_SECONDS, () -> missing(AWAY, round) == 0);
        return seconds < 0 ? -missing(AWAY, round) : seconds;
    }

    private void writeWithout(int node, String round) throws IOException, InterruptedException {
        nodes.kill(node);
        try (HearsayClient client = nodes.client()) {
            awaitSuspected(client, node);
            writeAll(client, round);
        }
        nodes.start(node);
    }

    /**
     * What is sent in the first moments after a crash, before anybody suspects it, is not hinted: it is anti-entropy's. So this waits until
     * whatever is written for the node finds its stand-in, and for some time on end.
     */
    private void awaitSuspected(HearsayClient client, int node) {
        List<Integer> probes = IntStream.range(0, WRITES)
                .filter(i -> placements.owns(node, keys.get(i)))
                .limit(30)
                .boxed()
                .toList();
        int[] inARow = {0};
        assertThat(Patience.await(PATIENCE_SECONDS, () -> {
                    String round = "probe" + inARow[0] + "-";
                    List<CompletableFuture<Boolean>> writes =
                            probes.stream().map(i -> write(client, i, round, 0)).toList();
                    boolean done = writes.stream().allMatch(CompletableFuture::join);
                    inARow[0] = done && probes.stream().allMatch(i -> isHinted(i, round)) ? inARow[0] + 1 : 0;
                    return inARow[0] == LOOKS_IN_A_ROW;
                }))
                .as("all suspect it")
                .isNotNegative();
    }

    private boolean isHinted(int key, String round) {
        for (int i = 0; i < nodes.count(); i++) {
            if (i != AWAY && !placements.owns(i, keys.get(key))) {
                Cell cell =
                        reader.cells(nodes.address(i), List.of(keys.get(key))).get(0);
                return cell != null && reader.values(cell).contains(round + key);
            }
        }
        throw new AssertionError("nobody can stand in");
    }

    /** Of the node, as another one knows it. */
    private long incarnation() {
        try (HearsayClient client = nodes.clientOf(0)) {
            return client.ring().orElseThrow().members().stream()
                    .filter(member -> member.address().equals(nodes.address(AWAY)))
                    .mapToLong(member -> member.id().incarnation())
                    .findFirst()
                    .orElse(-1);
        }
    }

    @Test
    void aNodeThatWasDownIsFilledByHintsOrByAntiEntropyAndSoIsOneThatWasWiped() throws Exception {
        try (RealNodes started = new RealNodes(folder, 4, SETTINGS);
                ReplicaReader asking = new ReplicaReader()) {
            nodes = started;
            reader = asking;
            placements = new Placements(nodes);
            nodes.startAll();
            try (HearsayClient client = nodes.client()) {
                writeAll(client, "first");
            }
            writeWithout(AWAY, "hinted");
            double byHints = fill("hinted");
            assertThat(byHints).as("filled by hints").isNotNegative();
            IntStream.range(0, nodes.count()).forEach(nodes::kill);
            nodes.with("hints.deliver = false, anti-entropy { use = merkle, interval = 2s, concurrency = 64 }");
            nodes.startAll();
            writeWithout(AWAY, "compared");
            double byComparing = fill("compared");
            assertThat(byComparing).as("filled by anti-entropy").isNotNegative();
            long before = incarnation();
            nodes.kill(AWAY);
            nodes.wipe(AWAY);
            nodes.start(AWAY);
            double afterWipe = Patience.await(PATIENCE_SECONDS, () -> missing(AWAY, "compared") == 0);
            assertThat(afterWipe).as("filled after a wipe").isNotNegative();
            long after = incarnation();
            System.out.printf(
                    "returning node: %d writes missed; by hints %.1f s, by anti-entropy %.1f s, after a wipe %.1f s%n",
                    WRITES, byHints, byComparing, afterWipe);
            assertThat(after).isGreaterThan(before);
            try (HearsayClient client = nodes.client()) {
                writeAll(client, "last");
            }
        }
    }
}
