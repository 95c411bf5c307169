package dev.hearsay.observer.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.plugin.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a suite is said in one sentence: where it stands, what is wrong, what may have been meant. */
class WrongSuiteTest {
    @TempDir
    Path folder;

    private void assertRefused(String text, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.conf"), text);
        assertThatThrownBy(() -> Suite.load(file))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    @Test
    void aMisspeltKeyOfTheSuite() throws IOException {
        assertRefused(
                "suite {\n  name = x\n  sedes = 3\n}", "mine.conf:3: unknown key suite.sedes; did you mean seeds?");
    }

    @Test
    void aMisspeltSection() throws IOException {
        assertRefused("suit { name = x }", "mine.conf:1: unknown key suit; did you mean suite?");
    }

    @Test
    void aFileWithoutASuite() throws IOException {
        assertRefused("hearsay { quorum.r = 1 }", "mine.conf", "no section suite");
    }

    @Test
    void aMisspeltKeyOfAWorkload() throws IOException {
        assertRefused(
                "suite {\n name = x\n workloads {\n  w { distributon = zipfian }\n }\n}",
                "mine.conf:4: unknown key suite.workloads.w.distributon; did you mean distribution?");
    }

    @Test
    void aDistributionThatDoesNotExist() throws IOException {
        assertRefused(
                "suite {\n name = x\n workloads {\n  w { distribution = zipfan }\n }\n}",
                "mine.conf:4: suite.workloads.w.distribution must be one of",
                "did you mean zipfian?");
    }

    @Test
    void aWrongUnit() throws IOException {
        assertRefused(
                "suite { name = x, workloads { w {\n duration = 30 } } }",
                "mine.conf:2: suite.workloads.w.duration must be a duration with a unit",
                "not 30");
        assertRefused(
                "suite { name = x, workloads { w {\n value-size = 100 } } }",
                "mine.conf:2: suite.workloads.w: value-size must be a size with a unit");
        assertRefused(
                "suite { name = x, conditions { c { crash {\n every = 5 parsecs } } } }",
                "mine.conf:2: suite.conditions.c.crash.every must be a duration with a unit");
    }

    @Test
    void aProbabilityAboveOne() throws IOException {
        assertRefused(
                "suite { name = x, conditions { c {\n drop = 5 } } }",
                "mine.conf:2: suite.conditions.c: drop must be a probability, such as 0.01, 1% or 5/1000, not 5");
    }

    @Test
    void aLawOfDelaysThatDoesNotExist() throws IOException {
        assertRefused(
                "suite { name = x, conditions { c {\n delay = \"exponentail(5ms)\" } } }",
                "mine.conf:2: suite.conditions.c: delay: ",
                "there is no law exponentail; did you mean exponential?");
    }

    @Test
    void aMisspeltFault() throws IOException {
        assertRefused(
                "suite { name = x, conditions { c {\n crahs { every = 5s } } } }",
                "mine.conf:2: unknown key suite.conditions.c.crahs; did you mean crash?");
    }

    @Test
    void aMatrixOverSomethingThatIsNoSettingOfADesign() throws IOException {
        assertRefused(
                "suite { name = x\n matrix { \"hersay.quorum.r\" = [1, 2] } }",
                "mine.conf:2: hersay.quorum.r is not a setting of a design",
                "did you mean hearsay?");
    }

    @Test
    void aMatrixWithoutAList() throws IOException {
        assertRefused(
                "suite { name = x\n matrix { \"hearsay.quorum.r\" = 1 } }",
                "mine.conf:2: suite.matrix: hearsay.quorum.r must be a list");
    }

    @Test
    void aBaselineThatIsNoVariant() throws IOException {
        assertRefused(
                "suite { name = x, baseline = fanout1, variants { fanout-1 {}, fanout-3 {} } }",
                "there is no variant fanout1; did you mean fanout-1?");
    }

    @Test
    void aMisspeltKeyOfTheCluster() throws IOException {
        assertRefused("suite { name = x\n cluster { node = 4 } }", "mine.conf:2: unknown key suite.cluster.node");
    }

    @Test
    void aSectionThatIsNone() throws IOException {
        assertRefused("suite { name = x\n workloads = 3 }", "mine.conf:2: suite.workloads must be a section");
        assertRefused("suite { name = x\n variants { a = 3 } }", "mine.conf:2: suite.variants.a must be a section");
    }

    @Test
    void braces() throws IOException {
        assertRefused("suite { name = x", "mine.conf");
    }

    @Test
    void aSubstitutionThatLeadsNowhere() throws IOException {
        assertRefused("suite { name = ${nothing} }", "mine.conf", "nothing");
    }

    @Test
    void aNameThatCannotNameAFolder() throws IOException {
        assertRefused("suite { name = \"../x\" }", "mine.conf:1: suite: name must be letters");
    }

    @Test
    void aFileThatDoesNotExistIsMissedWithTheNearestName() throws IOException {
        Files.writeString(folder.resolve("quickstart.conf"), "");
        assertThatThrownBy(() -> Suite.load(folder.resolve("quikstart.conf")))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .startsWith("there is no suite ")
                .endsWith("; did you mean quickstart.conf?");
    }

    @Test
    void aFolder() {
        assertThatThrownBy(() -> Suite.load(folder))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains("is a folder");
    }

    @Test
    void aSuiteThatHoldsIsNotRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("fine.conf"), "suite { name = fine }");
        assertThat(Suite.load(file).name()).isEqualTo("fine");
    }
}
