package dev.hearsay.observer.suite;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that somebody named. */
public final class InputFile {
    private InputFile() {}

    /**
     * @param what the file is to be, such as {@code suite}
     * @throws ConfigurationException if it cannot be read; if there is no such file, with the nearest name in its folder
     */
    public static void require(Path file, String what) {
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file + " is a folder; a " + what + " is a file");
        }
        if (Files.isReadable(file)) {
            throw new ConfigurationException(file + " is no ordinary file; save what it holds as one");
        }
        if (Files.exists(file)) {
            throw new ConfigurationException(file + " cannot be read; check its permissions");
        }
        throw new ConfigurationException("there is no " + what + " " + file + question(file));
    }

    private static String question(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return "; its folder does not exist";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(each -> each.getFileName().toString()).sorted().toList();
            String nearest = Nearest.question(missing.getFileName().toString(), names);
            return nearest.isEmpty() ? "; check its name and its folder" : nearest;
        } catch (IOException e) {
            return "; its folder cannot be read";
        }
    }
}
