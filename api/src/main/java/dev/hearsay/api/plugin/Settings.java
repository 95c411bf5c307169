package dev.hearsay.api.plugin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Binds sections of a configuration strictly to records. A component {@code failAfter} is the key {@code fail-after}; every
 * component must be present unless it is an {@link java.util.Optional}, and no key may be left over. Components may be {@code int},
 * {@code long}, {@code double}, {@code boolean}, {@link String}, {@link java.time.Duration} (with a unit), {@link Size} (with a
 * unit), an enum (lower case, with hyphens), {@link Config} (taken as it is), another record, or a {@link List}, {@code Map} with
 * {@code String} keys or {@code Optional} of these.
 */
public final class Settings {
    private Settings() {}

    /**
     * @param path where the section stands, such as {@code hearsay.partitioner.token-ring}; must exist
     * @throws ConfigurationException with file, line, key and the nearest known name
     */
    public static <R extends Record> R bind(Config root, String path, Class<R> type) {
        try {
            if (!root.hasPath(path)) {
                throw new ConfigurationException(
                        "there is no section " + path + ": its module's reference.conf is missing");
            }
            return bindSection(root.getValue(path), path, type);
        } catch (ConfigException.WrongType e) {
            throw new ConfigurationException(
                    Origins.at(root.getValue(path)) + path
                            + " must be a section in braces, with the settings of its name",
                    e);
        }
    }

    /** Binds a section that stands at {@code path}, given its value. */
    public static <R extends Record> R bindSection(ConfigValue value, String path, Class<R> type) {
        Config section = SettingsValue.section(value, path);
        RecordComponent[] components = type.getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(c -> keyOf(c.getName())).toList();
        for (String key : section.root().keySet()) {
            if (!known.contains(key)) {
                throw unknown(section.root().get(key), path, key, known);
            }
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = keyOf(components[i].getName());
            ConfigValue found = section.root().get(key);
            arguments[i] = SettingsValue.of(found, value, path + "." + key, components[i].getGenericType());
        }
        return construct(type, arguments, value, path);
    }

    /** The sentence about a key that nobody knows. */
    public static ConfigurationException unknown(ConfigValue at, String path, String key, List<String> known) {
        String nearest = Nearest.to(key, known);
        String advice = nearest.isEmpty()
                ? (known.isEmpty() ? "no keys are known here" : "known here: " + String.join(", ", known))
                : "did you mean " + nearest + "?";
        String full = path.isEmpty() ? ConfigUtil.quoteString(key) : path + "." + key;
        return new ConfigurationException(Origins.at(at) + "unknown key " + full.replace("\"", "") + "; " + advice);
    }

    private static <R extends Record> R construct(Class<R> type, Object[] arguments, ConfigValue at, String path) {
        try {
            Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigurationException wrong) {
                throw wrong;
            }
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw new ConfigurationException(
                        Origins.at(named(at, wrong.getMessage())) + path + ": " + wrong.getMessage(), wrong);
            }
            throw new IllegalStateException("cannot make " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings must be a record that its provider can see: " + type, e);
        }
    }

    /** A complaint that begins with the name of a key is about that key: its place helps more than the section's. */
    private static ConfigValue named(ConfigValue section, String complaint) {
        String first = complaint.split("[ :,]", 2)[0];
        ConfigValue found = section instanceof ConfigObject object ? object.get(first) : null;
        return found == null ? section : found;
    }

    /** {@code failAfter} is {@code fail-after}. */
    static String keyOf(String component) {
        StringBuilder key = new StringBuilder();
        for (char c : component.toCharArray()) {
            if (Character.isUpperCase(c)) {
                key.append('-');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    /** The names of an enum as they stand in a configuration. */
    static List<String> namesOf(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return names;
    }
}
