package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer copies from the first page works, and so does every suite that comes with the project. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static void assertHolds(Path suite) {
        Shell shell = Shell.hearsay("config", "--check", suite);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.exit()).isZero();
    }

    @Test
    void theSuiteOfTheReadmeHolds() throws IOException {
        List<String> suites = found("```hocon\n(.*?)```");
        assertThat(suites).hasSize(1);
        assertHolds(Files.writeString(folder.resolve("my-suite.conf"), suites.get(0)));
    }

    @Test
    void everySuiteOfTheProjectHolds() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("suites"))) {
            List<Path> suites =
                    files.filter(file -> file.toString().endsWith(".conf")).toList();
            assertThat(suites).isNotEmpty();
            suites.forEach(ReadmeTest::assertHolds);
        }
    }

    @Test
    void whatTheReadmePointsToIsThere() throws IOException {
        assertThat(found("\\]\\(([^)#]+)\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
        assertThat(found("(suites/[\\w-]+\\.conf)"))
                .isNotEmpty()
                .allSatisfy(suite -> assertThat(ROOT.resolve(suite)).exists());
    }
}
