package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.client.ClientSettings;
import dev.hearsay.client.HearsayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that want twice of what the cluster can do. */
class OverloadTest {
    private static final int CLIENTS = 4;
    private static final int CLOSED = 32;
    private static final int BEGIN_MILLIS = 3_000;
    private static final int SLICE_MILLIS = 500;
    private static final int GROWTH_MIB = 80;
    /** Of all nodes together far below what the load has under way at a time: whatever the machine, it is too much. */
    private static final int MOST_OF_A_NODE = 16;
    /** After which an operation is of unknown outcome. */
    private static final double TIMEOUT_MILLIS = 5_000;

    private static final long OVERLOAD_MILLIS = Long.getLong("overload.millis", 30_000);
    private static final String SETTINGS = """
            coordinator { max-in-flight = %d, max-lateness = 5s }
            quorum.timeout = 5s
            storage.rocksdb { block-cache = 8MiB, write-buffer = 8MiB, cell-cache = 8MiB }
            """.formatted(MOST_OF_A_NODE);

    @TempDir
    Path folder;

    private static long[] resident(RealNodes nodes) throws IOException {
        long[] resident = new long[nodes.count()];
        for (int i = 0; i < resident.length; i++) {
            resident[i] = nodes.residentMiB(i);
        }
        return resident;
    }

    /** It does not ask again: what it is told, and when, is a node's doing. */
    private static ClientSettings oneAttempt(RealNodes nodes) {
        return ClientSettings.of("hearsay", nodes.addresses())
                .withTimeout(Duration.ofSeconds(10))
                .withMaxAttempts(1);
    }

    @Test
    void refusesEarlyKeepsItsMemoryAndRecoversWhenTheLoadFalls() throws Exception {
        List<HearsayClient> clients = new ArrayList<>();
        try (RealNodes nodes = new RealNodes(folder, 3, SETTINGS)) {
            nodes.startAll();
            IntStream.range(0, CLIENTS).forEach(i -> clients.add(HearsayClient.connect(oneAttempt(nodes))));
            OpenLoad load = new OpenLoad(clients);
            load.closed(CLOSED, 2);
            double capacity = load.closed(CLOSED, 2);
            OpenLoad.Counts begin = load.open(2 * capacity, BEGIN_MILLIS);
            // Code that was compiled meanwhile does more than was measured.
            capacity = Math.max(capacity, begin.done * 1000.0 / BEGIN_MILLIS);
            long[] before = resident(nodes);
            OpenLoad.Counts overload = load.open(2 * capacity, OVERLOAD_MILLIS);
            long[] after = resident(nodes);
            double recovered = -1;
            OpenLoad.Counts calm = null;
            for (int slice = 1; slice <= 40 && recovered < 0; slice++) {
                calm = load.open(capacity / 10, SLICE_MILLIS);
                if (calm.refused <= calm.done / 20 && calm.unknown == 0 && calm.done > 0) {
                    recovered = slice * SLICE_MILLIS / 1e3;
                }
            }
            System.out.printf(
                    "overload: capacity %.0f/s; at twice that for %d s: begin %s; %s; resident MiB %s -> %s; recovered after %.1f s, then %s%n",
                    capacity, OVERLOAD_MILLIS / 1000, begin, overload, list(before), list(after), recovered, calm);
            assertThat(recovered).as("seconds until all is well again").isBetween(0.0, 5.0);
            assertThat(overload.done).as("what it can do it goes on doing").isGreaterThan(overload.unknown);
            assertThat(overload.refused)
                    .as("what is too much is refused")
                    .isGreaterThan(overload.done / 20)
                    .isGreaterThan(overload.unknown);
            assertThat(overload.refusedMillis(99)).as("ms until a refusal").isLessThan(TIMEOUT_MILLIS / 4);
            assertThat(overload.refusedMillis(50))
                    .as("ms until a refusal, beside those until something is done")
                    .isLessThan(overload.doneMillis(99));
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i] - before[i]).as("MiB more of a node").isLessThan(GROWTH_MIB);
            }
        } finally {
            clients.forEach(HearsayClient::close);
        }
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
