package dev.hearsay.gateway;

import dev.hearsay.api.Context;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.RequestOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a request for a key says besides the key: options in the query, the context in a header. Strict: what would have no effect is an
 * error, as in a configuration.
 */
final class Parameters {
    /** The context, as text. */
    static final String CONTEXT = "X-Hearsay-Context";

    private static final List<String> OF_A_READ = List.of("n", "r", "timeout");
    private static final List<String> OF_A_WRITE = List.of("n", "w", "timeout", "durability");
    private static final List<String> CONDITIONS = List.of("If-Match", "If-None-Match", "If-Unmodified-Since");
    private static final int MOST_COPIES = 64;
    private static final long LONGEST_TIMEOUT = TimeUnit.MINUTES.toNanos(1);

    private Parameters() {}

    /** @throws Problem.Found if a parameter is unknown, given twice, or out of range */
    static RequestOptions options(HttpServerRequest request) {
        MultiMap given = request.params();
        boolean read = request.method().equals(HttpMethod.GET);
        List<String> known = read ? OF_A_READ : OF_A_WRITE;
        for (String name : given.names()) {
            if (!known.contains(name)) {
                throw wrong(request.method() + " has no parameter " + quoted(name) + hint(name, read));
            }
            if (given.getAll(name).size() > 1) {
                throw wrong("The parameter " + name + " is given more than once.");
            }
        }
        return new RequestOptions(
                copies(given, "n"), copies(given, "r"), copies(given, "w"), timeout(given), durability(given));
    }

    private static String hint(String name, boolean read) {
        if ((read ? OF_A_WRITE : OF_A_READ).contains(name)) {
            return ": it belongs to " + (read ? "writes." : "reads.");
        }
        String question = Nearest.question(name, read ? OF_A_READ : OF_A_WRITE);
        return question.isEmpty() ? "." : question;
    }

    private static int copies(MultiMap given, String name) {
        String text = given.get(name);
        if (text == null) {
            return 0;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST_COPIES) {
            throw wrong("The parameter " + name + " must be a number of replicas from 1 to " + MOST_COPIES + ", not "
                    + quoted(text) + ".");
        }
        return number;
    }

    private static long timeout(MultiMap given) {
        String text = given.get("timeout");
        if (text == null) {
            return 0;
        }
        long nanos = 0;
        if (text.matches("[0-9]{1,9}ms")) {
            nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(text.substring(0, text.length() - 2)));
        } else if (text.matches("[0-9]{1,9}s")) {
            nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        if (nanos < 1 || nanos > LONGEST_TIMEOUT) {
            throw wrong(
                    "The parameter timeout must be a time such as 500ms or 2s, up to 60s, not " + quoted(text) + ".");
        }
        return nanos;
    }

    private static Durability durability(MultiMap given) {
        String text = given.get("durability");
        if (text == null) {
            return null;
        }
        for (Durability durability : Durability.values()) {
            if (durability.name().toLowerCase(Locale.ROOT).equals(text)) {
                return durability;
            }
        }
        throw wrong("The parameter durability must be memory or disk, not " + quoted(text) + ".");
    }

    /** @throws Problem.Found if it is no text of a context */
    static Context context(HttpServerRequest request) {
        List<String> given = request.headers().getAll(CONTEXT);
        if (given.size() > 1) {
            throw new Problem.Found(Problem.Type.BAD_CONTEXT, "The header " + CONTEXT + " is given more than once.");
        }
        try {
            return given.isEmpty() ? Context.NONE : Context.parse(given.get(0).strip());
        } catch (IllegalArgumentException e) {
            throw new Problem.Found(
                    Problem.Type.BAD_CONTEXT,
                    "The header " + CONTEXT
                            + " is no context; hand back what the last answer about this key carried, unchanged.");
        }
    }

    /**
     * For writes. A context is no condition: a write that carries an old one is taken, and leaves siblings. Whoever asks for a condition
     * must not believe that it was looked at.
     *
     * @throws Problem.Found if the request asks for one
     */
    static void checkUnconditional(HttpServerRequest request) {
        for (String condition : CONDITIONS) {
            if (request.headers().contains(condition)) {
                throw new Problem.Found(
                        Problem.Type.CONDITIONAL,
                        "The store has no conditional requests, so " + condition
                                + " cannot hold; give what you have seen in " + CONTEXT + " in its place.");
            }
        }
    }

    private static Problem.Found wrong(String sentence) {
        return new Problem.Found(Problem.Type.BAD_PARAMETER, sentence);
    }

    private static String quoted(String text) {
        int most = 40;
        String shown = text.length() <= most ? text : text.substring(0, most) + "…";
        return "\"" + shown.replaceAll("[^\\x20-\\x7e…]|[\"\\\\]", "?") + "\"";
    }
}
