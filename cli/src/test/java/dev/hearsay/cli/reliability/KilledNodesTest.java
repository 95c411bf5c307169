package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.cli.Shell;
import dev.hearsay.observer.history.Fault;
import dev.hearsay.observer.history.FinalState;
import dev.hearsay.observer.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed with SIGKILL under {@code hearsay bench --history}, judged by {@code hearsay check}: by what a user would run,
 * and nothing that was made for this test.
 */
class KilledNodesTest {
    private static final int KEYS = 200;
    /** It does not wait for answers, so that nodes which refuse are not asked more often than others. */
    private static final int PER_SECOND = 800;

    private static final long PATIENCE_SECONDS = 120;
    private static final long SECONDS = Long.getLong("kill.seconds", 60);
    private static final String SETTINGS = """
            membership.gossip.interval = 200ms
            detector { use = timeout, timeout.timeout = 1s, judge-every = 200ms }
            anti-entropy.interval = 2s
            storage.rocksdb { block-cache = 8MiB, write-buffer = 8MiB, cell-cache = 8MiB }
            """;

    @TempDir
    Path folder;

    private Path history() {
        return folder.resolve("history.jsonl");
    }

    private static String addresses(RealNodes nodes) {
        return nodes.addresses().stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** Half reads, half reads that are followed by a write with the context that was read; keys are picked alike. */
    private Shell bench(RealNodes nodes, long seconds, String durability) {
        String words =
                "bench --workload f --keys %d --skew 0 --value 16 --rate %d --in-flight 64 --warmup 0s --duration %ds"
                        + " --durability %s --node %s";
        List<Object> all =
                new ArrayList<>(List.of(words.formatted(KEYS, PER_SECOND, seconds, durability, addresses(nodes))
                        .split(" ")));
        all.addAll(List.of("--history", history()));
        return Shell.hearsay(all.toArray());
    }

    private Shell check(RealNodes nodes, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("check", history(), "--node", addresses(nodes), "--timeout", "30s"));
        words.addAll(Arrays.asList(more));
        return Shell.hearsay(words.toArray());
    }

    /** Whether every node holds the same of every key. */
    private static boolean areEqual(RealNodes nodes, ReplicaReader reader, List<Key> keys) {
        List<List<Cell>> byNode = new ArrayList<>();
        for (int i = 0; i < nodes.count(); i++) {
            byNode.add(reader.cells(nodes.address(i), keys));
        }
        return byNode.stream().noneMatch(cells -> cells.contains(null)) && new HashSet<>(byNode).size() == 1;
    }

    /** One node at a time, and now and then a second while the first is still away, until the load is over. Returns how many. */
    private static int killDuring(RealNodes nodes, CompletableFuture<Shell> load) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        int kills = 0;
        while (!load.isDone()) {
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

    /** What the only node lost, nobody has: if this were not seen, nothing would be. */
    @Test
    void aLossThatIsOneIsSeen() throws IOException {
        try (RealNodes nodes = new RealNodes(folder, 1, SETTINGS + "quorum { n = 1, r = 1, w = 1 }")) {
            nodes.startAll();
            assertThat(bench(nodes, 1, "memory").exit()).isZero();
            Shell before = check(nodes, "--settle", PATIENCE_SECONDS + "s");
            assertThat(before.exit()).as(before.out()).isZero();
            nodes.kill(0);
            nodes.wipe(0);
            nodes.start(0);
            Path last = folder.resolve("last.jsonl");
            Shell after = check(nodes, "--save", last);
            assertThat(after.exit()).as(after.out()).isEqualTo(1);
            assertThat(after.out()).startsWith("fail: ").contains("was acknowledged, and is lost");
            History history = History.read(history());
            assertThat(history.check(FinalState.read(last, history)).count(Fault.LOST))
                    .as("of what each key had, at least the last")
                    .isGreaterThanOrEqualTo(KEYS);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOrItsSuccessorIsAndAllReplicasAreEqual() throws Exception {
        try (RealNodes nodes = new RealNodes(folder, 3, SETTINGS);
                ReplicaReader reader = new ReplicaReader()) {
            nodes.startAll();
            CompletableFuture<Shell> load = CompletableFuture.supplyAsync(() -> bench(nodes, SECONDS, "disk"));
            int kills = killDuring(nodes, load);
            Shell bench = load.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(bench.exit()).as(bench.err()).isZero();
            History history = History.read(history());
            List<Key> keys = history.keys().stream().map(Key::of).toList();
            double seconds = Patience.await(PATIENCE_SECONDS, () -> areEqual(nodes, reader, keys));
            assertThat(seconds).as("all replicas are equal").isNotNegative();
            Shell check = check(nodes, "--settle", "10s");
            System.out.printf(
                    "killed nodes: %d kills in %d s, equal after %.1f s%n%s%s",
                    kills, SECONDS, seconds, bench.out(), check.out());
            assertThat(check.out()).startsWith("pass: ").contains("        0 acknowledged writes lost");
            assertThat(check.exit()).isZero();
            assertThat(kills).isGreaterThan(2);
            assertThat(history.check(new FinalState()).acknowledgedWrites()).isGreaterThan(5 * KEYS);
        }
    }
}
