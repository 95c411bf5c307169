package dev.hearsay.api.plugin;

/** An amount of bytes in a configuration: {@code 64MiB}, {@code 4kB}. Always carries its unit there. */
public record Size(long bytes) {
    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative");
        }
    }
}
