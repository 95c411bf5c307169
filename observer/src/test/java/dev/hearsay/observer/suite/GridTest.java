package dev.hearsay.observer.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.plugin.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridTest {
    private static final String SUITE = """
            suite {
              name = table
              grid {
                file = "rows.csv"
                variant = "n={copies}"
                workload = "{clients} clients"
                condition = "drop {drop}"
                set {
                  cluster.n = "{copies}"
                  "workload.clients" = "{clients}"
                  condition.drop = "{drop}/1000"
                }
                carry { latency = their_latency_ms }
              }
            }
            """;

    @TempDir
    Path folder;

    private Suite load(String suite, String rows) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), rows);
        return Suite.load(Files.writeString(folder.resolve("mine.conf"), suite));
    }

    @Test
    void everyRowIsACell() throws IOException {
        Suite suite = load(SUITE, "copies,clients,drop,latency\n3,2,0,1.5\n5,2,10,2.5\n");
        assertThat(suite.trials().stream().map(trial -> trial.cell().toString()))
                .containsExactly("n=3 / 2 clients / drop 0", "n=5 / 2 clients / drop 10");
        Trial second = suite.trials().get(1);
        assertThat(second.design().overrides().getInt("hearsay.quorum.n")).isEqualTo(5);
        assertThat(second.workload().settings().clients()).isEqualTo(2);
        assertThat(second.condition().settings().drop()).isEqualTo("10/1000");
        assertThat(second.facts()).containsEntry("row", "2").containsEntry("their_latency_ms", "2.5");
    }

    @Test
    void rowsThatSayTheSameShareWhatIsMadeOfIt() throws IOException {
        Suite suite = load(SUITE, "copies,clients,drop,latency\n3,2,0,1\n3,2,10,2\n5,2,10,3\n");
        assertThat(suite.trials().get(1).design())
                .isSameAs(suite.trials().get(0).design());
        assertThat(suite.trials().get(2).workload())
                .isSameAs(suite.trials().get(0).workload());
        assertThat(suite.trials().get(2).condition())
                .isSameAs(suite.trials().get(1).condition());
    }

    @Test
    void rowsDoNotShareTheirChance() throws IOException {
        Suite suite = load(SUITE, "copies,clients,drop,latency\n3,2,0,1\n3,2,10,2\n");
        RunPlan plan = RunPlan.of(suite, 2, 1);
        assertThat(plan.run(0).seed()).isNotEqualTo(plan.run(2).seed());
        assertThat(plan.run(1).seed()).isEqualTo(plan.run(0).seed() + 1);
    }

    private void assertRefused(String suite, String rows, String... words) {
        assertThatThrownBy(() -> load(suite, rows))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearestOne() {
        assertRefused(
                SUITE,
                "copys,clients,drop,latency\n3,2,0,1\n",
                "mine.conf:9",
                "there is no column copies",
                "rows.csv",
                "did you mean copys?");
    }

    @Test
    void aValueThatDoesNotFitIsWrongAtItsRow() {
        assertRefused(
                SUITE,
                "copies,clients,drop,latency\n3,2,0,1\n3,two,0,1\n",
                "rows.csv:3",
                "clients must be a whole number",
                "two");
        assertRefused(SUITE, "copies,clients,drop,latency\n3,2,1001,1\n", "rows.csv:2", "drop must be a probability");
    }

    @Test
    void aRowThatIsTooShortIsRefused() {
        assertRefused(SUITE, "copies,clients,drop,latency\n3,2\n", "rows.csv:2", "2 fields", "the header has 4");
    }

    @Test
    void anEmptyTableIsRefused() {
        assertRefused(SUITE, "", "rows.csv is empty");
        assertRefused(SUITE, "copies,clients,drop,latency\n", "rows.csv is empty");
    }

    @Test
    void aMissingTableIsNamed() {
        assertRefused(SUITE.replace("rows.csv", "row.csv"), "a\n1\n", "there is no table", "did you mean rows.csv?");
    }

    @Test
    void aSettingOutsideTheFourSectionsIsRefused() {
        assertRefused(
                SUITE.replace("condition.drop", "conditon.drop"),
                "copies,clients,drop,latency\n3,2,0,1\n",
                "mine.conf:11",
                "conditon.drop must begin with",
                "did you mean condition?");
    }
}
