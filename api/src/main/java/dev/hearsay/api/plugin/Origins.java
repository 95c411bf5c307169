package dev.hearsay.api.plugin;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;

/** Where a configured value stands, as a person would look for it. */
public final class Origins {
    private Origins() {}

    /** {@code "suites/mine.conf:12: "}, or nothing if the value stands nowhere. */
    public static String at(ConfigValue value) {
        String place = place(value.origin());
        return place.isEmpty() ? "" : place + ": ";
    }

    /** File and line, or the description of a source that is not a file. */
    public static String place(ConfigOrigin origin) {
        String source = origin.filename();
        if (source == null && origin.resource() != null) {
            source = inJar(origin) + origin.resource();
        }
        if (source == null) {
            return origin.description() == null ? "" : origin.description();
        }
        Path here = Path.of("").toAbsolutePath();
        Path file = Path.of(source);
        String shown = file.isAbsolute() && file.startsWith(here)
                ? here.relativize(file).toString()
                : source;
        return origin.lineNumber() > 0 ? shown + ":" + origin.lineNumber() : shown;
    }

    /** Many jars have a resource of the same name. */
    private static String inJar(ConfigOrigin origin) {
        String url = String.valueOf(origin.url());
        int end = url.indexOf(".jar!/");
        return end < 0 ? "" : url.substring(url.lastIndexOf('/', end) + 1, end) + ".jar!/";
    }
}
