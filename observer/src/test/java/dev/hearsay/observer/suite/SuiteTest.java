package dev.hearsay.observer.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.suite.ClusterSettings.Route;
import dev.hearsay.observer.workload.WorkloadSettings.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    @TempDir
    Path folder;

    private Suite load(String text) throws IOException {
        return Suite.load(Files.writeString(folder.resolve("mine.conf"), text));
    }

    private static List<String> cells(Suite suite) {
        return suite.trials().stream().map(trial -> trial.cell().toString()).toList();
    }

    @Test
    void aNameIsEnoughForASuite() throws IOException {
        Suite suite = load("suite { name = small }");
        assertThat(cells(suite)).containsExactly("default / default / calm");
        assertThat(suite.seeds()).isEqualTo(10);
        assertThat(suite.baseline()).isEqualTo("default");
        assertThat(suite.trials().get(0).design().cluster().route()).isEqualTo(Route.LIVE_OWNER);
    }

    @Test
    void theGridIsEveryCombinationInTheOrderOfTheFile() throws IOException {
        Suite suite = load("""
                suite {
                  name = order
                  variants {
                    zebra { hearsay.quorum.r = 1 }
                    ant { hearsay.quorum.r = 2 }
                  }
                  workloads {
                    some { keys = 10, distribution = zipfian }
                    few { keys = 2 }
                  }
                  conditions {
                    storm { drop = 5% }
                    calm {}
                  }
                }
                """);
        assertThat(cells(suite))
                .containsExactly(
                        "zebra / some / storm",
                        "zebra / some / calm",
                        "zebra / few / storm",
                        "zebra / few / calm",
                        "ant / some / storm",
                        "ant / some / calm",
                        "ant / few / storm",
                        "ant / few / calm");
        assertThat(suite.baseline()).isEqualTo("zebra");
        Trial first = suite.trials().get(0);
        assertThat(first.workload().settings().distribution()).isEqualTo(Distribution.ZIPFIAN);
        assertThat(first.workload().settings().duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(first.condition().settings().drop()).isEqualTo("5%");
    }

    @Test
    void aMatrixMultipliesTheVariants() throws IOException {
        Suite suite = load("""
                suite {
                  name = matrix
                  variants {
                    a { cluster.nodes = 7 }
                    b {}
                  }
                  matrix {
                    "hearsay.quorum.r" = [1, 2]
                    hearsay.membership.gossip.fanout = [1, 3]
                  }
                }
                """);
        assertThat(suite.trials().stream().map(trial -> trial.design().name()))
                .containsExactly(
                        "a r=1 fanout=1",
                        "a r=1 fanout=3",
                        "a r=2 fanout=1",
                        "a r=2 fanout=3",
                        "b r=1 fanout=1",
                        "b r=1 fanout=3",
                        "b r=2 fanout=1",
                        "b r=2 fanout=3");
        Trial second = suite.trials().get(1);
        assertThat(second.design().cluster().nodes()).isEqualTo(7);
        assertThat(second.design().overrides().getInt("hearsay.quorum.r")).isEqualTo(1);
        assertThat(second.design().overrides().getInt("hearsay.membership.gossip.fanout"))
                .isEqualTo(3);
        assertThat(second.facts()).containsEntry("r", "1").containsEntry("fanout", "3");
    }

    @Test
    void axesThatEndAlikeAreNamedByMoreOfTheirPaths() throws IOException {
        Suite suite = load("""
                suite {
                  name = intervals
                  matrix {
                    "hearsay.hints.interval" = [1s]
                    "hearsay.anti-entropy.interval" = [10s]
                  }
                }
                """);
        assertThat(suite.trials().get(0).design().name()).isEqualTo("hints.interval=1s anti-entropy.interval=10s");
    }

    @Test
    void whatAVariantSaysAboutTheQuorumStandsOverWhatTheClusterSays() throws IOException {
        Suite suite = load("""
                hearsay.quorum { n = 5, timeout = 3s }
                suite {
                  name = layers
                  cluster { nodes = 9, n = 3, r = 2, w = 2 }
                  variants {
                    fast { hearsay.quorum.r = 1 }
                    slow { cluster.r = 3 }
                  }
                }
                """);
        Design fast = suite.trials().get(0).design();
        Design slow = suite.trials().get(1).design();
        assertThat(fast.overrides().getInt("hearsay.quorum.n")).isEqualTo(3);
        assertThat(fast.overrides().getInt("hearsay.quorum.r")).isEqualTo(1);
        assertThat(fast.overrides().getString("hearsay.quorum.timeout")).isEqualTo("3s");
        assertThat(slow.overrides().getInt("hearsay.quorum.r")).isEqualTo(3);
        assertThat(slow.cluster().nodes()).isEqualTo(9);
    }

    @Test
    void theRunsOfAllCellsShareTheirSeeds() throws IOException {
        Suite suite = load("suite { name = seeds, seeds = 3, base-seed = 100, variants { a {}, b {} } }");
        RunPlan plan = RunPlan.of(suite, suite.seeds(), suite.baseSeed());
        assertThat(plan.size()).isEqualTo(6);
        assertThat(plan.run(1).seed()).isEqualTo(101).isEqualTo(plan.run(4).seed());
        assertThat(plan.run(4).trial().design().name()).isEqualTo("b");
    }
}
