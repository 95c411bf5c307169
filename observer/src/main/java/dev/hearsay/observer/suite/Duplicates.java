package dev.hearsay.observer.suite;

import dev.hearsay.api.plugin.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HOCON merges sections of one name, and says nothing. Two entries of a suite that are opened under one name are two designs that
 * somebody meant to compare, and are refused; {@code a.x = 1} and {@code a.y = 2} are one. What is looked at is the text: braces
 * and the keys before them.
 */
final class Duplicates {
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|(?:#|//)[^\n]*|\\$\\{[^}]*}|[{},\n]|[^{},\n\"#/$]+|.");
    private static final Pattern ENTRY = Pattern.compile("suite\\.(variants|workloads|conditions)\\.([^.]+)");

    private final Path file;
    private final Map<String, Integer> opened = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder statement = new StringBuilder();
    private int line = 1;

    private Duplicates(Path file) {
        this.file = file;
    }

    static void refuse(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not text in UTF-8; save it as such", e);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + e.getMessage(), e);
        }
        new Duplicates(file).scan(text);
    }

    private void scan(String text) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            take(token.group());
            line += (int) token.group().chars().filter(c -> c == '\n').count();
        }
    }

    private void take(String token) {
        switch (token.charAt(0)) {
            case '{' -> open();
            case '}' -> {
                path.pollLast();
                statement.setLength(0);
            }
            case ',', '\n' -> statement.setLength(0);
            case '#' -> {}
            default -> {
                if (!token.startsWith("//")) {
                    statement.append(token);
                }
            }
        }
    }

    private void open() {
        path.addLast(statement
                .toString()
                .split("[=:]", 2)[0]
                .replace("\"", "")
                .replace("+", "")
                .strip());
        statement.setLength(0);
        Matcher entry = ENTRY.matcher(joined());
        if (entry.matches()) {
            Integer before = opened.putIfAbsent(entry.group(), line);
            if (before != null) {
                throw new ConfigurationException(file + ":" + line + ": suite." + entry.group(1) + " has "
                        + entry.group(2) + " already, in line " + before + "; give one of them another name");
            }
        }
    }

    /** Without the braces that may stand round a whole file. */
    private String joined() {
        StringBuilder joined = new StringBuilder();
        for (Iterator<String> each = path.iterator(); each.hasNext(); ) {
            String key = each.next();
            joined.append(key).append(each.hasNext() && !key.isEmpty() ? "." : "");
        }
        return joined.toString();
    }
}
