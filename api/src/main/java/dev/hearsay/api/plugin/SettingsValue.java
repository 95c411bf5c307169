package dev.hearsay.api.plugin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One value of a configuration, bound to one type. */
final class SettingsValue {
    private final ConfigValue value;
    private final String path;

    private SettingsValue(ConfigValue value, String path) {
        this.value = value;
        this.path = path;
    }

    /** @param parent tells where a missing value would have to stand */
    static Object of(ConfigValue value, ConfigValue parent, String path, Type type) {
        boolean missing = value == null || value.valueType() == ConfigValueType.NULL;
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return missing
                    ? Optional.empty()
                    : Optional.of(of(value, parent, path, generic.getActualTypeArguments()[0]));
        }
        if (missing) {
            throw new ConfigurationException(Origins.at(parent) + path + " is missing; it has to be set");
        }
        return new SettingsValue(value, path).as(type);
    }

    static Config section(ConfigValue value, String path) {
        if (value instanceof ConfigObject object) {
            return object.toConfig();
        }
        throw new ConfigurationException(
                Origins.at(value) + path + " must be a section in braces, not " + value.unwrapped());
    }

    private Object as(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(generic.getActualTypeArguments()[0])
                    : map(generic.getActualTypeArguments()[1]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && plain != Size.class) {
            return Settings.bindSection(value, path, plain.asSubclass(Record.class));
        }
        if (plain == Config.class) {
            return section(value, path);
        }
        if (plain.isEnum()) {
            return constant(plain);
        }
        return scalar(plain);
    }

    private Object scalar(Class<?> type) {
        Config one = value.atKey("value");
        try {
            if (type == int.class) {
                whole();
                return one.getInt("value");
            } else if (type == long.class) {
                whole();
                return one.getLong("value");
            } else if (type == double.class) {
                return one.getDouble("value");
            } else if (type == boolean.class) {
                return one.getBoolean("value");
            } else if (type == String.class) {
                return one.getString("value");
            } else if (type == Duration.class) {
                return unit(one.getDuration("value"), "a duration with a unit, such as 500ms or 2s");
            } else if (type == Size.class) {
                return unit(new Size(one.getBytes("value")), "a size with a unit, such as 64KiB or 1MiB");
            }
        } catch (ConfigException e) {
            throw wrong(wanted(type), e);
        }
        throw new IllegalArgumentException("settings cannot hold a " + type);
    }

    private void whole() {
        if (value.unwrapped() instanceof Double number && number != Math.rint(number)) {
            throw wrong("a whole number", null);
        }
    }

    /** Typesafe Config takes a bare number for milliseconds or bytes; here a unit is required, except for zero. */
    private Object unit(Object parsed, String wanted) {
        String text = String.valueOf(value.unwrapped()).trim();
        boolean bare = text.chars().noneMatch(Character::isLetter);
        if (bare && !text.equals("0")) {
            throw wrong(wanted, null);
        }
        return parsed;
    }

    private static String wanted(Class<?> type) {
        if (type == Duration.class) {
            return "a duration with a unit, such as 500ms or 2s";
        }
        if (type == Size.class) {
            return "a size with a unit, such as 64KiB or 1MiB";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return type == double.class ? "a number" : "a whole number";
    }

    private ConfigurationException wrong(String wanted, Throwable cause) {
        return new ConfigurationException(
                Origins.at(value) + path + " must be " + wanted + ", not " + value.render(), cause);
    }

    private Object constant(Class<?> type) {
        String text = String.valueOf(value.unwrapped());
        List<String> names = Settings.namesOf(type);
        int index = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new ConfigurationException(Origins.at(value) + path + " must be one of " + String.join(", ", names)
                    + ", not " + text + Nearest.question(text, names));
        }
        return type.getEnumConstants()[index];
    }

    private List<?> list(Type element) {
        if (!(value instanceof ConfigList values)) {
            throw wrong("a list in brackets", null);
        }
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bound.add(of(values.get(i), value, path + "[" + i + "]", element));
        }
        return Collections.unmodifiableList(bound);
    }

    private Map<String, ?> map(Type element) {
        ConfigObject object = section(value, path).root();
        Map<String, Object> bound = new LinkedHashMap<>();
        for (String key : new TreeSet<>(object.keySet())) {
            bound.put(key, of(object.get(key), value, path + "." + key, element));
        }
        return Collections.unmodifiableMap(bound);
    }
}
