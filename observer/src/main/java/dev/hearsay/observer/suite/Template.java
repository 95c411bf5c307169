package dev.hearsay.observer.suite;

import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.plugin.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {column}} in it, to be filled from the rows of a table. */
final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");

    private final List<String> literals = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();

    private Template() {}

    /**
     * @param columns of the table
     * @param table its name
     * @throws ConfigurationException if the text names a column that the table does not have
     */
    static Template of(ConfigValue text, List<String> columns, String table) {
        Template template = new Template();
        String all = String.valueOf(text.unwrapped());
        Matcher hole = HOLE.matcher(all);
        int end = 0;
        while (hole.find()) {
            template.literals.add(all.substring(end, hole.start()));
            template.columns.add(column(hole.group(1), text, columns, table));
            end = hole.end();
        }
        template.literals.add(all.substring(end));
        return template;
    }

    static int column(String name, ConfigValue at, List<String> columns, String table) {
        int index = columns.indexOf(name);
        if (index < 0) {
            String nearest = Nearest.question(name, columns);
            throw new ConfigurationException(Origins.at(at) + "there is no column " + name + " in " + table
                    + (nearest.isEmpty() ? "; it has " + String.join(", ", columns) : nearest));
        }
        return index;
    }

    String fill(List<String> row) {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < columns.size(); i++) {
            text.append(row.get(columns.get(i))).append(literals.get(i + 1));
        }
        return text.toString();
    }
}
