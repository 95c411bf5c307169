package dev.hearsay.observer.results;

import dev.hearsay.observer.run.Recording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * {@link ResultFolder#OPERATIONS}. Each run writes a part of its own, so that runs side by side need not wait for each other, and
 * the parts are joined in the order of the plan as soon as the ones before are: the file does not depend on the number of
 * threads, and memory holds no operations.
 */
public final class OperationsFile implements Recording {
    private final ResultFolder folder;
    private final Set<Integer> waiting = new HashSet<>();
    private int next;

    public OperationsFile(ResultFolder folder) {
        this.folder = folder;
    }

    private static String part(int run) {
        return ResultFolder.OPERATIONS + "." + run;
    }

    @Override
    public OutputStream begin(int run) {
        return folder.file(part(run));
    }

    @Override
    public synchronized void ended(int run) {
        waiting.add(run);
        if (run != next) {
            return;
        }
        try (OutputStream whole = folder.append(ResultFolder.OPERATIONS)) {
            while (waiting.remove(next)) {
                Path part = folder.draft(part(next++));
                Files.copy(part, whole);
                Files.delete(part);
            }
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }
}
