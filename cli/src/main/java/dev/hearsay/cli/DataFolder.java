package dev.hearsay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.hearsay.api.plugin.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one member: a lock, an identity, and what its engine keeps. A process takes a new incarnation every time it opens it, and
 * writes that down before it uses it, so that no two processes ever name their writes alike.
 *
 * <p>An incarnation is the wall clock in milliseconds, or one more than the last if the clock does not show more: a folder that was
 * wiped, or put back from a backup, has forgotten which incarnations there were, and the clock has not.
 */
final class DataFolder implements AutoCloseable {
    /** 2: cells have checksums, and the engine is named. */
    private static final int FORMAT = 2;

    private static final String IDENTITY = "identity.conf";
    private static final String CELLS = "cells";

    private final Path folder;
    private final FileChannel lock;
    private final FreshFolder fresh;
    private long incarnation;
    /** The identity says more than this process has made up. */
    private volatile boolean told;

    private DataFolder(Path folder, FileChannel lock, FreshFolder fresh) {
        this.folder = folder;
        this.lock = lock;
        this.fresh = fresh;
    }

    /**
     * Whose it is.
     *
     * @param engine that wrote what lies there, by name
     */
    record Owner(String cluster, String name, String engine) {}

    /** @throws ConfigurationException if it is in use, is that of somebody else, or was written in another format */
    static DataFolder open(Path folder, Owner owner) {
        try {
            FreshFolder fresh = FreshFolder.make(folder);
            DataFolder opened = new DataFolder(folder, lock(folder), fresh);
            try {
                opened.identify(owner);
                return opened;
            } catch (IOException | RuntimeException e) {
                opened.close(true);
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigurationException("the data folder " + folder + " cannot be used: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage() + "; let the user who runs the node own it";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return e.getMessage() + " is no folder; move it away, or choose another";
        }
        return e.getMessage() + "; it must be on a disk that has room and may be written";
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        // Whoever had it may have given the folder back meanwhile: then this is the lock of nothing.
        if (held == null || !Files.exists(folder.resolve("lock"))) {
            channel.close();
            throw new ConfigurationException(
                    "another process uses the data folder " + folder + "; stop it, or give this node another folder");
        }
        return channel;
    }

    private void identify(Owner owner) throws IOException {
        Path file = folder.resolve(IDENTITY);
        if (Files.exists(file)) {
            Config found = read(file);
            checkFormat(file, found.getInt("format"));
            expect(file, "cluster", owner.cluster(), found.getString("cluster"));
            expect(file, "name", owner.name(), found.getString("name"));
            expect(file, "storage engine", owner.engine(), found.getString("engine"));
            incarnation = Math.max(found.getLong("incarnation") + 1, System.currentTimeMillis());
        } else if (Files.exists(folder.resolve(CELLS))) {
            throw new ConfigurationException("there is data in " + folder.resolve(CELLS) + " and no " + file
                    + " that says whose it is; restore that file, or give this node an empty data folder");
        } else {
            incarnation = System.currentTimeMillis();
        }
        write(file, owner, incarnation);
    }

    /** The cluster knows this name under that incarnation: the next process takes a higher one, whatever the clock says. */
    void superseded(long by) {
        told = true;
        Path file = folder.resolve(IDENTITY);
        try {
            Config found = read(file);
            Owner owner = new Owner(found.getString("cluster"), found.getString("name"), found.getString("engine"));
            write(file, owner, Math.max(by, incarnation));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static Config read(Path file) {
        try {
            Config found = ConfigFactory.parseFile(file.toFile());
            found.getInt("format");
            found.getLong("incarnation");
            found.getString("cluster");
            found.getString("name");
            return found;
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    file + " is damaged (" + e.getMessage()
                            + "); restore it, or remove the data folder and let the others fill this node again",
                    e);
        }
    }

    private static void checkFormat(Path file, int found) {
        if (found != FORMAT) {
            throw new ConfigurationException(
                    file + ": this data was written in format " + found
                            + ", and this version of Hearsay reads and writes format " + FORMAT
                            + "; run the version that wrote it, or give this node an empty data folder and let the others fill it");
        }
    }

    private static void expect(Path file, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new ConfigurationException(file + ": this is the data of the " + what + " " + found
                    + ", and this node's " + what + " is " + wanted + "; give it another data folder");
        }
    }

    private void write(Path file, Owner owner, long number) throws IOException {
        Config identity = ConfigFactory.empty()
                .withValue("format", ConfigValueFactory.fromAnyRef(FORMAT))
                .withValue("cluster", ConfigValueFactory.fromAnyRef(owner.cluster()))
                .withValue("name", ConfigValueFactory.fromAnyRef(owner.name()))
                .withValue("engine", ConfigValueFactory.fromAnyRef(owner.engine()))
                .withValue("incarnation", ConfigValueFactory.fromAnyRef(number));
        String text = identity.root()
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whole or not at all, also when the power fails. */
    static void replace(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(file.toAbsolutePath().getParent())) {
            entries.force(true);
        }
    }

    /** Of the process that opened it. */
    long incarnation() {
        return incarnation;
    }

    /** Who the members were, as this node knew it last. */
    KeptRing ring() {
        return new KeptRing(folder.resolve("ring"));
    }

    /** Where the engine keeps its files. */
    Path engine() {
        try {
            return Files.createDirectories(folder.resolve(CELLS));
        } catch (IOException e) {
            throw new ConfigurationException("the data folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(false);
    }

    /** @param unused nothing was ever kept here: if there was nothing before, nothing is left */
    void close(boolean unused) {
        try (lock) {
            if (unused && !told) {
                fresh.giveBack();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " cannot be let go", e);
        }
    }
}
