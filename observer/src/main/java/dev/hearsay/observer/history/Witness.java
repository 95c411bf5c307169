package dev.hearsay.observer.history;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The few operations that show a fault.
 *
 * @param lines for people: what is claimed, then one operation a line in the order in which they began
 * @param weight the number of operations of its key: the lighter, the easier to follow
 */
public record Witness(List<String> lines, int weight) {
    public Witness {
        lines = List.copyOf(lines);
    }

    /** @param last the values of the key in the end; null if they are not part of it */
    static Witness of(String claim, Stream<HistoryOperation> operations, long[] last, int weight) {
        Set<HistoryOperation> distinct = operations
                .filter(operation -> operation != null)
                .sorted(Comparator.comparingLong(HistoryOperation::start))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Stream<String> lines = Stream.concat(Stream.of(claim), distinct.stream().map(Witness::line));
        Stream<String> end = last == null ? Stream.empty() : Stream.of("in the end the key has " + numbers(last));
        return new Witness(Stream.concat(lines, end).toList(), weight);
    }

    private static String line(HistoryOperation operation) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%.6f s: client %d ", operation.start() / 1e9, operation.client()));
        switch (operation.kind()) {
            case READ -> line.append("reads");
            case WRITE -> line.append("writes ").append(number(operation.write()));
            case DELETE ->
                line.append("deletes (").append(number(operation.write())).append(')');
        }
        if (!operation.isRead()) {
            line.append(", having seen ").append(numbers(operation.covers()));
        }
        switch (operation.ending()) {
            case DONE -> line.append(": ").append(operation.isRead() ? numbers(operation.values()) : "done");
            case REFUSED -> line.append(": refused");
            case UNKNOWN -> line.append(": unknown");
        }
        if (operation.end() != HistoryOperation.OPEN) {
            line.append(String.format(Locale.ROOT, ", after %.3f ms", (operation.end() - operation.start()) / 1e6));
        }
        return line.toString();
    }

    static String numbers(long[] numbers) {
        StringBuilder text = new StringBuilder();
        for (long number : numbers) {
            text.append(text.isEmpty() ? "" : " and ").append(number(number));
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }

    static String number(long number) {
        return number == HistoryOperation.FOREIGN ? "bytes of no known form" : "#" + WriteNumbers.count(number);
    }
}
