package dev.hearsay.observer.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/measures.md} defines is what the laboratory measures: the same names and units, in both directions. */
class MeasuresDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "measures.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\w+) \\| (.+) \\| .*\\|");
    private static final Pattern BRACES = Pattern.compile("\\{([^}]+)}");

    private static Map<String, String> documented() throws IOException {
        Map<String, String> units = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (String name : expanded(row.group(1))) {
                    assertThat(units.put(name, row.group(2)))
                            .as("%s is defined once", name)
                            .isNull();
                }
            }
        }
        return units;
    }

    private static List<String> expanded(String name) {
        Matcher braces = BRACES.matcher(name);
        if (!braces.find()) {
            return List.of(name);
        }
        List<String> names = new ArrayList<>();
        for (String word : braces.group(1).split(",")) {
            names.addAll(expanded(name.substring(0, braces.start()) + word + name.substring(braces.end())));
        }
        return names;
    }

    @Test
    void theDocumentAndTheCatalogueAgree() throws IOException {
        Map<String, String> measured = new TreeMap<>();
        Catalogue.all().forEach(metric -> measured.put(metric.name(), metric.unit()));
        assertThat(documented()).isEqualTo(measured);
    }

    @Test
    void theVersionsAgree() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains("This is version " + Catalogue.DEFINITIONS_VERSION + " of the definitions");
    }
}
