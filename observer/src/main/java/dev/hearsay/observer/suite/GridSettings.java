package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import java.util.Optional;

/**
 * A grid whose cells are the rows of a CSV file. In every text, {@code {column}} stands for the row's value of that column.
 *
 * @param file relative to the suite file
 * @param variant names a row's design
 * @param workload names a row's load
 * @param condition names a row's circumstances
 * @param set from the path of a setting ({@code cluster.…}, {@code hearsay.…}, {@code workload.…}, {@code condition.…}) to its
 *     text
 * @param carry from a column of the file to the name it has in the results
 */
record GridSettings(
        String file, String variant, String workload, String condition, Config set, Optional<Config> carry) {}
