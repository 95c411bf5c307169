package dev.hearsay.cli;

import dev.hearsay.observer.Metric;
import dev.hearsay.observer.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and names of metrics as a person reads them: shares in per cent, no more digits than the interval supports. */
final class Figures {
    private static final int DIGITS = 4;
    private static final int TITLE = 12;
    private static final double LARGE = 1e7;

    private Figures() {}

    /** The name in short lines, and the unit below. */
    static List<String> heading(Metric metric) {
        List<String> lines = new ArrayList<>();
        String title = metric.name().replace("_latency_", "_").replace("p999", "p99.9");
        for (String word : title.split("_")) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + 1 + word.length() <= TITLE) {
                lines.set(last, lines.get(last) + " " + word);
            } else {
                lines.add(word);
            }
        }
        lines.add(unit(metric));
        return lines;
    }

    static String unit(Metric metric) {
        return switch (metric.unit()) {
            case "ratio" -> "%";
            case "bool" -> "0 or 1";
            default -> metric.unit().replace("_per_", "/").replace('_', ' ');
        };
    }

    /** A time that fewer than half of the runs reached is only known to be above something. */
    static String text(Interval interval, Metric metric, Marks marks) {
        double scale = metric.unit().equals("ratio") ? 100 : 1;
        double estimate = interval.estimate() * scale;
        if (!Double.isFinite(estimate)) {
            return Double.isFinite(interval.low()) ? "> " + brief(interval.low() * scale) : "-";
        }
        double half = (interval.high() - interval.low()) / 2 * scale;
        if (Double.isNaN(half) || half == 0) {
            return brief(estimate);
        }
        if (Double.isInfinite(half)) {
            return brief(estimate) + " [" + brief(interval.low() * scale) + ", " + marks.infinity() + "]";
        }
        int decimals = Math.min(decimals(half, 2), Math.max(0, decimals(estimate, DIGITS)));
        String shownHalf = Double.parseDouble(fixed(half, decimals)) == 0 ? "0" : fixed(half, decimals);
        return fixed(estimate, decimals) + " " + marks.plusMinus() + " " + shownHalf;
    }

    /** A number that a closed form gives. */
    static String exact(String value, Metric metric) {
        return brief(Double.parseDouble(value) * (metric.unit().equals("ratio") ? 100 : 1));
    }

    /** How many decimals show so many digits of a number. */
    private static int decimals(double value, int digits) {
        return value == 0 ? digits : Math.max(0, digits - 1 - (int) Math.floor(Math.log10(Math.abs(value))));
    }

    private static String fixed(double value, int decimals) {
        return Math.abs(value) >= LARGE
                ? String.format(Locale.ROOT, "%.2e", value)
                : BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    static String brief(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        if (Math.abs(value) >= LARGE) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS));
        return value == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
