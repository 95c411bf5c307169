package dev.hearsay.observer.suite;

import dev.hearsay.api.plugin.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header.
 *
 * @param path as it was given, for sentences about it
 * @param lines where each row stands in the file
 */
record Table(Path path, List<String> columns, List<List<String>> rows, List<Long> lines) {
    static Table read(Path path) {
        InputFile.require(path, "table");
        List<List<String>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(path, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                rows.add(row.toList());
                lines.add(parser.getCurrentLineNumber());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(path + " cannot be read as a table: " + e.getMessage(), e);
        }
        if (rows.size() < 2) {
            throw new ConfigurationException(
                    path + " is empty; a table needs a line of column names and at least one row");
        }
        List<String> columns = rows.remove(0).stream().map(String::trim).toList();
        lines.remove(0);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new ConfigurationException(path + ":" + lines.get(i) + ": this row has "
                        + rows.get(i).size() + " fields, the header has " + columns.size());
            }
        }
        return new Table(path, columns, rows, lines);
    }

    /** File and line of a row. */
    String place(int row) {
        return path + ":" + lines.get(row);
    }
}
