package dev.hearsay.observer.measure;

import java.util.List;
import java.util.Locale;

/** What causes traffic. Each has channels of its own, so that its cost can be told from the others'. */
public enum Mechanism {
    QUORUM("quorum"),
    READ_REPAIR("read-repair"),
    HINTS("hints"),
    /** Finding differences, and the cells that remove them. */
    ANTI_ENTROPY("anti-entropy", "anti-entropy-cells"),
    MEMBERSHIP("membership"),
    CLIENT("client");

    /** In the order in which costs are reported. */
    public static final List<Mechanism> ALL = List.of(values());

    private final List<String> channels;

    Mechanism(String... channels) {
        this.channels = List.of(channels);
    }

    /** The names of its channels. */
    public List<String> channels() {
        return channels;
    }

    /** As a part of a metric's name, such as {@code read_repair}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
