package dev.hearsay.observer.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.measure.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strict quorums that overlap never serve what is stale, as long as nobody fails; quorums that do not, do. */
class QuorumOverlapTest {
    @TempDir
    Path folder;

    @Test
    void onlyQuorumsThatDoNotOverlapAreStale() throws Exception {
        Map<String, List<RunResult>> results = Laboratories.run(folder, """
            suite {
              name = overlap
              seeds = 3
              cluster { nodes = 6, n = 3 }
              variants {
                r1-w3 { cluster { r = 1, w = 3 } }
                r2-w2 { cluster { r = 2, w = 2 } }
                r3-w1 { cluster { r = 3, w = 1 } }
                n5 { cluster { n = 5, r = 3, w = 3 } }
                vector-clock { cluster { r = 2, w = 2 }, hearsay.versioning.use = vector-clock }
                mod-360 { cluster { r = 2, w = 2 }, hearsay.partitioner.use = mod-360 }
                r1-w2 { cluster { r = 1, w = 2 } }
                r2-w1 { cluster { r = 2, w = 1 } }
              }
              workloads.w { clients = 20, keys = 10, duration = 20s, think-time = 5ms }
              conditions.late { delay = "0.4ms + exponential(10ms)", ordered = false, reorder = 5%, duplicate = 2% }
            }
            hearsay { quorum { use = strict, read-repair = none, timeout = 10s }, coordinator.retry = [] }
            hearsay { membership.use = static, detector { use = timeout, timeout.timeout = 24h } }
            """);
        for (String name : List.of("r1-w3", "r2-w2", "r3-w1", "n5", "vector-clock", "mod-360")) {
            List<RunResult> runs = results.get(name + "/late");
            assertThat(Laboratories.sum(runs, Catalogue.READS)).as(name).isGreaterThan(5000);
            assertThat(Laboratories.mean(runs, Catalogue.DONE)).as(name).isGreaterThan(0.99);
            assertThat(Laboratories.sum(runs, Catalogue.STALE_READS)).as(name).isZero();
            assertThat(Laboratories.sum(runs, Catalogue.STALE_READS_CLIENT))
                    .as(name)
                    .isZero();
        }
        for (String name : List.of("r1-w2", "r2-w1")) {
            assertThat(Laboratories.mean(results.get(name + "/late"), Catalogue.STALE_READS))
                    .as(name)
                    .isPositive();
        }
    }
}
