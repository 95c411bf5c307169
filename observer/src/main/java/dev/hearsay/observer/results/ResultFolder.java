package dev.hearsay.observer.results;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearsay.api.plugin.ConfigurationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folder of one suite's results. Everything is written into a hidden folder beside it, which takes its name at the very end:
 * what bears the name is complete. Whoever opens one must end it with {@link #publish} or {@link #abort}; {@code close} aborts
 * what was not published.
 *
 * <p>A failure to write is an {@link UncheckedIOException} whose message is a sentence to be shown as it is.
 */
public final class ResultFolder implements AutoCloseable {
    public static final String RUNS = "runs.csv";
    public static final String SUMMARY = "summary.csv";
    public static final String CONFIGURATION = "suite.conf";
    public static final String ENVIRONMENT = "environment.json";
    public static final String OPERATIONS = "operations.jsonl";
    public static final String REPORT = "report.html";

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path draft;
    private final List<Path> parents;
    private boolean ended;

    private ResultFolder(Path target, Path draft, List<Path> parents) {
        this.target = target;
        this.draft = draft;
        this.parents = parents;
    }

    /**
     * To be called before the first run: what cannot be written should be known then.
     *
     * @throws ConfigurationException if something is there already
     */
    public static ResultFolder open(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new ConfigurationException(
                    folder + (Files.isDirectory(target) ? " is already there and not empty" : " is a file")
                            + ": results are never overwritten; name another folder, or remove it");
        }
        List<Path> parents = missing(target.getParent());
        try {
            Files.createDirectories(target.getParent());
            return new ResultFolder(target, draftOf(target), parents);
        } catch (IOException e) {
            remove(parents);
            throw failed(target, e);
        }
    }

    /** A folder and those above it that are not there yet, the innermost first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
            missing.add(each);
        }
        return missing;
    }

    /** Those that are empty; somebody else may have found a use for the others by now. */
    private static void remove(List<Path> parents) {
        for (Path parent : parents) {
            try {
                Files.deleteIfExists(parent);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** A name that no other run is using, with the permissions that folders usually get. */
    private static Path draftOf(Path target) throws IOException {
        for (int i = 0; ; i++) {
            String name = "." + target.getFileName() + "-unfinished-"
                    + ProcessHandle.current().pid() + (i == 0 ? "" : "-" + i);
            try {
                return Files.createDirectory(target.resolveSibling(name));
            } catch (FileAlreadyExistsException e) {
                continue;
            }
        }
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** A file of the caller's own; to be closed before {@link #publish}. */
    public OutputStream file(String name) {
        return open(name, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** The end of a file, which comes into being if it is not there. */
    OutputStream append(String name) {
        return open(name, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private OutputStream open(String name, OpenOption... options) {
        try {
            return Files.newOutputStream(draft(name), options);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Where a file stands until the folder is published. */
    Path draft(String name) {
        return draft.resolve(name);
    }

    UncheckedIOException failed(IOException e) {
        return failed(target, e);
    }

    /** Writes both tables, the configuration and the environment. */
    public void write(Study study) {
        List<CellSummary> cells = CellSummary.of(study);
        text(RUNS, out -> Tables.runs(study, out));
        text(SUMMARY, out -> Tables.summary(cells, study.metrics(), out));
        text(CONFIGURATION, out -> out.write(study.configuration()));
        text(ENVIRONMENT, out -> {
            JsonMapper mapper = JsonMapper.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();
            mapper.writeValue(out, study.environment());
            out.write('\n');
        });
    }

    /** What a file is to hold. */
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /** Writes a file of text, in UTF-8. */
    public void text(String name, Content content) {
        try (BufferedWriter out =
                new BufferedWriter(Files.newBufferedWriter(draft.resolve(name), StandardCharsets.UTF_8), BUFFER)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** The folder gets its name. */
    public Path publish() {
        try {
            Files.deleteIfExists(target);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            ended = true;
            return target;
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** Nothing is left behind, not even a folder made for it. Harmless after {@link #publish}, and when called again. */
    public void abort() {
        if (ended || !Files.exists(draft)) {
            return;
        }
        try (Stream<Path> left = Files.walk(draft)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
            remove(parents);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the unfinished results in " + draft + ": " + reason(e), e);
        }
    }

    @Override
    public void close() {
        abort();
    }

    private static UncheckedIOException failed(Path target, IOException e) {
        return new UncheckedIOException("cannot write the results to " + target + ": " + reason(e), e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException) {
            return "no file can be made there";
        }
        String message =
                e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.toLowerCase(Locale.ROOT);
    }
}
