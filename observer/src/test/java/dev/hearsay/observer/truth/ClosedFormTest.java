package dev.hearsay.observer.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.measure.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cluster as a whole, from the client's put to the count of stale reads, against what can be worked out with pencil and paper
 * (Bailis et al., VLDB 2012, the WARS model): N = 3, R = W = 1, W ~ Exp(lambda), A, R, S ~ Exp(1).
 */
class ClosedFormTest {
    @TempDir
    Path folder;

    @Test
    void readsAreStaleAsOftenAsWarsSays() throws Exception {
        Map<String, List<RunResult>> results = Laboratories.run(folder, """
            suite {
              name = wars
              seeds = 4
              cluster { nodes = 6, n = 3, r = 1, w = 1, route = non-owner }
              variants.only {}
              workloads.probe { mode = probe, keys = 100, probe { delays = [0ms], spacing = 300ms, count = 4000 } }
              conditions {
                fast { delay = "exponential(1ms)", client-delay = "0ms", ordered = false, legs.write = "exponential(0.25ms)" }
                even = ${suite.conditions.fast} { legs.write = "" }
                slow = ${suite.conditions.fast} { legs.write = "exponential(5ms)" }
              }
            }
            hearsay {
              quorum { use = strict, read-repair = none }
              coordinator { who = any, retry = [] }
              hints.deliver = false
              anti-entropy.use = none
              membership.use = static
              detector { use = timeout, timeout.timeout = 24h }
            }
            """);
        assertStale(results.get("only/fast"), 2038.0 / 35721);
        assertStale(results.get("only/even"), 965.0 / 3888);
        assertStale(results.get("only/slow"), 1092325.0 / 2128896);
    }

    /** Independent trials: within four standard errors (docs/measures.md, statistics). */
    private static void assertStale(List<RunResult> results, double exact) {
        double reads = Laboratories.sum(results, Catalogue.READS);
        assertThat(reads).isEqualTo(16000);
        assertThat(Laboratories.sum(results, Catalogue.REFUSED)).isZero();
        assertThat(Laboratories.mean(results, Catalogue.STALE_READS))
                .isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / reads)));
    }
}
