package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.request.Durability;
import dev.hearsay.client.HearsayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed with SIGKILL while clients write, and what their clients were promised. */
class KilledNodesTest {
    private static final int WRITERS = 16;
    private static final long PATIENCE_SECONDS = 120;
    private static final long SECONDS = Long.getLong("kill.seconds", 60);
    private static final String SETTINGS = """
            membership.gossip.interval = 200ms
            detector { use = timeout, timeout.timeout = 1s, judge-every = 200ms }
            anti-entropy.interval = 5s
            storage.rocksdb { block-cache = 8MiB, write-buffer = 8MiB }
            """;

    @TempDir
    Path folder;

    private final WriteHistory history = new WriteHistory();

    /** What every node holds of a key; all are to hold the same. */
    private record Held(Key key, List<Cell> cells) {
        boolean isSettled() {
            return !cells.contains(null) && new HashSet<>(cells).size() == 1;
        }
    }

    private List<Held> held(RealNodes nodes, ReplicaReader reader) {
        List<Key> keys = new TreeSet<>(history.keys()).stream().map(Key::of).toList();
        List<List<Cell>> byNode = new ArrayList<>();
        for (int i = 0; i < nodes.count(); i++) {
            byNode.add(reader.cells(nodes.address(i), keys));
        }
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int at = i;
            held.add(new Held(
                    keys.get(i),
                    new ArrayList<>(byNode.stream().map(cells -> cells.get(at)).toList())));
        }
        return held;
    }

    /** One node at a time, and now and then a second while the first is still away. Returns how many. */
    private static int killFor(RealNodes nodes, long seconds) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int kills = 0;
        while (System.nanoTime() - end < 0) {
            Patience.pass(300 + random.nextInt(1500));
            int first = random.nextInt(nodes.count());
            int second = random.nextInt(3) == 0 ? (first + 1 + random.nextInt(nodes.count() - 1)) % nodes.count() : -1;
            nodes.kill(first);
            kills++;
            Patience.pass(random.nextInt(1500));
            if (second >= 0) {
                nodes.kill(second);
                kills++;
                Patience.pass(random.nextInt(500));
            }
            nodes.start(first);
            if (second >= 0) {
                nodes.start(second);
            }
        }
        return kills;
    }

    private List<String> lost(RealNodes nodes, ReplicaReader reader) {
        List<String> lost = new ArrayList<>();
        for (Held held : held(nodes, reader)) {
            for (Cell cell : held.cells()) {
                history.lost(held.key().toString(), reader.values(cell))
                        .forEach(value -> lost.add(held.key() + " lost " + value));
            }
        }
        return lost;
    }

    /** What all of them lost, nobody has: if this were not seen, nothing would be. */
    @Test
    void aLossThatIsOneIsSeen() throws IOException {
        try (RealNodes nodes = new RealNodes(folder, 3, SETTINGS);
                ReplicaReader reader = new ReplicaReader()) {
            nodes.startAll();
            try (HearsayClient client = nodes.client()) {
                Writers writers = new Writers(client, history, Durability.MEMORY);
                writers.start(WRITERS);
                assertThat(Patience.await(PATIENCE_SECONDS, () -> history.acknowledged() > 500))
                        .isNotNegative();
                writers.stop();
            }
            assertThat(Patience.await(
                            PATIENCE_SECONDS, () -> lost(nodes, reader).isEmpty()))
                    .isNotNegative();
            for (int i = 0; i < nodes.count(); i++) {
                nodes.kill(i);
                nodes.wipe(i);
            }
            nodes.startAll();
            assertThat(lost(nodes, reader)).hasSizeGreaterThanOrEqualTo(history.acknowledged());
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOrItsSuccessorIsAndAllReplicasAreEqual() throws IOException {
        try (RealNodes nodes = new RealNodes(folder, 3, SETTINGS);
                ReplicaReader reader = new ReplicaReader()) {
            nodes.startAll();
            int kills;
            long notDone;
            try (HearsayClient client = nodes.client()) {
                Writers writers = new Writers(client, history, Durability.DISK);
                writers.start(WRITERS);
                kills = killFor(nodes, SECONDS);
                writers.stop();
                notDone = writers.notDone();
            }
            double seconds = Patience.await(
                    PATIENCE_SECONDS, () -> held(nodes, reader).stream().allMatch(held -> held.isSettled()));
            List<String> lost = lost(nodes, reader);
            System.out.printf(
                    "killed nodes: %d kills in %d s, %d writes acknowledged, %d operations not done, %d lost, equal after %.1f s%n",
                    kills, SECONDS, history.acknowledged(), notDone, lost.size(), seconds);
            assertThat(lost).isEmpty();
            assertThat(held(nodes, reader)).as("all replicas are equal").allMatch(held -> held.isSettled());
            assertThat(history.acknowledged()).isGreaterThan(1000);
        }
    }
}
