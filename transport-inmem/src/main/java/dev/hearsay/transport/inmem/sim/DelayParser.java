package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.plugin.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a law of delays: terms joined by {@code +}, each a duration or a name with arguments in parentheses. */
final class DelayParser {
    private static final List<String> KNOWN =
            List.of("constant", "uniform", "exponential", "normal", "log-normal", "pareto", "mix", "empirical");
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?(?:e-?\\d+)?)\\s*(ns|us|ms|s)");
    private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%\\s*(.+)");

    private final String whole;

    DelayParser(String text) {
        this.whole = text;
    }

    Delay parse() {
        return sum(whole);
    }

    private Delay sum(String text) {
        List<Delay> terms = new ArrayList<>();
        for (String term : split(text, '+')) {
            terms.add(term(term.trim()));
        }
        return terms.size() == 1 ? terms.get(0) : DelayLaws.sum(terms);
    }

    private Delay term(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return DelayLaws.constant(nanos(text));
        }
        if (!text.endsWith(")")) {
            throw wrong("after " + text.substring(0, open) + "( a closing parenthesis is missing");
        }
        String name = text.substring(0, open).trim();
        String inside = text.substring(open + 1, text.length() - 1);
        return law(name, split(inside, ','));
    }

    private Delay law(String name, List<String> arguments) {
        return switch (name) {
            case "constant" -> DelayLaws.constant(nanos(one(name, arguments)));
            case "exponential" -> DelayLaws.exponential(nanos(one(name, arguments)));
            case "uniform" -> uniform(two(name, arguments));
            case "normal" -> DelayLaws.normal(nanos(two(name, arguments).get(0)), nanos(arguments.get(1)));
            case "log-normal" -> DelayLaws.logNormal(nanos(two(name, arguments).get(0)), number(arguments.get(1)));
            case "pareto" -> DelayLaws.pareto(nanos(two(name, arguments).get(0)), positive(arguments.get(1)));
            case "mix" -> mix(arguments);
            case "empirical" -> empirical(one(name, arguments));
            default ->
                throw wrong("there is no law " + name + Nearest.question(name, KNOWN) + " (known: "
                        + String.join(", ", KNOWN) + ")");
        };
    }

    private Delay uniform(List<String> arguments) {
        double least = nanos(arguments.get(0));
        double most = nanos(arguments.get(1));
        if (most < least) {
            throw wrong("uniform(least, most) needs the lesser one first");
        }
        return DelayLaws.uniform(least, most);
    }

    private Delay mix(List<String> arguments) {
        List<Delay> laws = new ArrayList<>();
        double[] upTo = new double[arguments.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            Matcher share = SHARE.matcher(arguments.get(i).trim());
            if (!share.matches()) {
                throw wrong("every part of a mix begins with its share, as in 90% exponential(5ms)");
            }
            sum += Double.parseDouble(share.group(1)) / 100;
            upTo[i] = sum;
            laws.add(sum(share.group(2)));
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw wrong("the shares of a mix sum to " + sum * 100 + " %, not to 100 %");
        }
        upTo[upTo.length - 1] = 1;
        return DelayLaws.mix(upTo, laws);
    }

    private Delay empirical(String file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file.trim()));
        } catch (IOException e) {
            throw wrong("the file " + file.trim() + " cannot be read");
        }
        double[] values = lines.stream()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .mapToDouble(this::nanos)
                .sorted()
                .toArray();
        if (values.length == 0) {
            throw wrong("the file " + file.trim() + " holds no delays");
        }
        return DelayLaws.empirical(values);
    }

    /** Cuts at a character where no parenthesis is open. */
    private List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == at && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        if (depth != 0) {
            throw wrong("its parentheses do not match");
        }
        parts.add(text.substring(from));
        return parts;
    }

    private String one(String name, List<String> arguments) {
        if (arguments.size() != 1) {
            throw wrong(name + " takes one value");
        }
        return arguments.get(0);
    }

    private List<String> two(String name, List<String> arguments) {
        if (arguments.size() != 2) {
            throw wrong(name + " takes two values");
        }
        return arguments;
    }

    private double nanos(String text) {
        String trimmed = text.trim();
        if (trimmed.equals("0")) {
            return 0;
        }
        Matcher duration = DURATION.matcher(trimmed);
        if (!duration.matches()) {
            throw wrong(trimmed + " is no duration with a unit (ns, us, ms, s)");
        }
        double unit = switch (duration.group(2)) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            default -> 1e9;
        };
        return Double.parseDouble(duration.group(1)) * unit;
    }

    private double number(String text) {
        try {
            double number = Double.parseDouble(text.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(text.trim() + " is no number");
        }
        throw wrong(text.trim() + " must not be negative");
    }

    private double positive(String text) {
        double number = number(text);
        if (number == 0) {
            throw wrong("an alpha must be above 0");
        }
        return number;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("the delay " + whole + " cannot be used: " + why);
    }
}
