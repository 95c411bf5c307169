package dev.hearsay.observer;

/**
 * Something a run is measured by.
 *
 * @param name lower case with underscores, such as {@code stale_reads}
 * @param unit such as {@code ratio}, {@code ms}, {@code bytes_per_op}, {@code count}
 * @param better which direction is the good one
 * @param definition one sentence; the whole of it stands in {@code docs/measures.md}
 */
public record Metric(String name, String unit, Better better, String definition) {
    public enum Better {
        LOWER,
        HIGHER,
        NEITHER
    }
}
