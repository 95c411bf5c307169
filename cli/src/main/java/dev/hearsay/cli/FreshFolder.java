package dev.hearsay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data folder in which there was nothing, and what had to be made for it. A node that is not taken by its cluster gives it back: the identity in
 * it would stand in the way of whoever corrects the settings. What held anything before is left as it is.
 */
final class FreshFolder {
    private static final Logger LOG = LoggerFactory.getLogger(FreshFolder.class);
    /** All that a node makes in its folder; nothing else is removed. The lock last: until then nobody else takes the folder. */
    private static final List<String> OWN =
            List.of("cells", "ring", "ring.new", "identity.conf", "identity.conf.new", "lock");

    private final Path folder;
    /** The innermost first. */
    private final List<Path> made;

    private final boolean wasEmpty;

    private FreshFolder(Path folder, List<Path> made, boolean wasEmpty) {
        this.folder = folder;
        this.made = made;
        this.wasEmpty = wasEmpty;
    }

    /** Makes the folder, and those around it, if they are not there. */
    static FreshFolder make(Path folder) throws IOException {
        List<Path> made = new ArrayList<>();
        for (Path at = folder.toAbsolutePath();
                at != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS);
                at = at.getParent()) {
            made.add(at);
        }
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            return new FreshFolder(folder, made, entries.findAny().isEmpty());
        }
    }

    /** Removes what a node has made here, and the folders that were made for it. Nothing, if something was here before. */
    void giveBack() {
        if (!wasEmpty) {
            return;
        }
        try {
            for (String own : OWN) {
                remove(folder.resolve(own));
            }
            for (Path one : made) {
                Files.delete(one);
            }
        } catch (IOException e) {
            LOG.warn("the data folder {} was not used, and cannot be removed ({})", folder, e.toString());
        }
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
