package dev.hearsay.observer.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.measure.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replicas become equal by anti-entropy alone, whether nothing was lost, some messages were, or a disk; and a strategy that says so
 * without doing so is found out.
 */
class ConvergenceTest {
    private static final List<String> CONDITIONS = List.of("calm", "lossy", "wiped");

    private static final String SUITE = """
            suite {
              name = convergence
              seeds = 3
              cluster { nodes = 5, n = 3, r = 1, w = 1 }
              variants {
                merkle { hearsay.anti-entropy.use = merkle }
                full-exchange { hearsay.anti-entropy.use = full-exchange }
                none { hearsay.anti-entropy.use = none }
                blind { hearsay.anti-entropy.use = blind }
              }
              workloads.w { clients = 10, keys = 300, duration = 10s, deletes = 0.1 }
              conditions {
                calm {}
                lossy { drop = 5% }
                wiped { wipe { at = [9s], down = 500ms } }
              }
              settle = 60s
            }
            hearsay {
              quorum.read-repair = none
              coordinator.retry = []
              hints.deliver = false
              anti-entropy.interval = 5s
              partitioner.token-ring.tokens = 8
            }
            """;

    @TempDir
    Path folder;

    @Test
    void replicasConvergeUnlessAntiEntropyIsBroken() throws Exception {
        Map<String, List<RunResult>> results = Laboratories.run(folder, SUITE);
        for (String condition : CONDITIONS) {
            for (String strategy : List.of("merkle", "full-exchange")) {
                List<RunResult> runs = results.get(strategy + "/" + condition);
                assertThat(Laboratories.mean(runs, Catalogue.CONVERGED))
                        .as(strategy + ", " + condition)
                        .isEqualTo(1);
                assertThat(Laboratories.sum(runs, Catalogue.DIVERGENCE_AT_END)).isZero();
            }
        }
        for (String condition : List.of("lossy", "wiped")) {
            List<RunResult> none = results.get("none/" + condition);
            List<RunResult> blind = results.get("blind/" + condition);
            assertThat(Laboratories.mean(none, Catalogue.CONVERGED))
                    .as(condition)
                    .isZero();
            assertThat(Laboratories.mean(blind, Catalogue.CONVERGED))
                    .as(condition)
                    .isZero();
            assertThat(Laboratories.mean(blind, Catalogue.DIVERGENCE_AT_END))
                    .as(condition)
                    .isGreaterThan(0.001);
            assertThat(Laboratories.mean(blind, Catalogue.RECONCILIATIONS_IN_SYNC))
                    .as("what it says of itself")
                    .isEqualTo(1);
        }
        assertThat(Laboratories.mean(results.get("blind/calm"), Catalogue.CONVERGED))
                .as("there was nothing to do")
                .isEqualTo(1);
    }
}
