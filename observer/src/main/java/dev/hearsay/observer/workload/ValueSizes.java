package dev.hearsay.observer.workload;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large the values are that clients put: every size from {@code least} to {@code most} bytes equally likely. */
record ValueSizes(int least, int most) {
    private static final Pattern UNIFORM = Pattern.compile("uniform\\(([^,]+),([^,]+)\\)");

    static ValueSizes parse(String text) {
        Matcher uniform = UNIFORM.matcher(text.trim());
        ValueSizes sizes = uniform.matches()
                ? new ValueSizes(bytes(uniform.group(1), text), bytes(uniform.group(2), text))
                : new ValueSizes(bytes(text, text), bytes(text, text));
        if (sizes.least < Long.BYTES || sizes.most < sizes.least) {
            throw new IllegalArgumentException("value-size must be at least 8 bytes, and rise, not " + text);
        }
        return sizes;
    }

    private static int bytes(String size, String all) {
        String trimmed = size.trim();
        try {
            if (trimmed.chars().anyMatch(Character::isLetter)) {
                return Math.toIntExact(
                        ConfigValueFactory.fromAnyRef(trimmed).atKey("size").getBytes("size"));
            }
        } catch (ConfigException | ArithmeticException e) {
            throw new IllegalArgumentException(sentence(all), e);
        }
        throw new IllegalArgumentException(sentence(all));
    }

    private static String sentence(String text) {
        return "value-size must be a size with a unit, such as 100B, or \"uniform(100B, 2KiB)\", not " + text;
    }

    int next(RandomGenerator random) {
        return least == most ? least : random.nextInt(least, most + 1);
    }
}
