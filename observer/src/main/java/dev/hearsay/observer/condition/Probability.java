package dev.hearsay.observer.condition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A probability as people write it: {@code 0.01}, {@code 1%}, {@code 5/1000}. */
public final class Probability {
    private static final Pattern FORM = Pattern.compile("([0-9.eE+-]+)\\s*(?:(%)|/\\s*([0-9.]+))?");

    private Probability() {}

    /** @param key what it is the value of, for the sentence if it is none */
    public static double parse(String key, String text) {
        Matcher form = FORM.matcher(text.trim());
        if (form.matches()) {
            try {
                double parts = Double.parseDouble(form.group(1));
                double of = form.group(2) != null ? 100 : form.group(3) != null ? Double.parseDouble(form.group(3)) : 1;
                double probability = parts / of;
                if (probability >= 0 && probability <= 1) {
                    return probability;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(sentence(key, text), e);
            }
        }
        throw new IllegalArgumentException(sentence(key, text));
    }

    private static String sentence(String key, String text) {
        return key + " must be a probability, such as 0.01, 1% or 5/1000, not " + text;
    }
}
