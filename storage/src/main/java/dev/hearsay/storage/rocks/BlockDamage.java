package dev.hearsay.storage.rocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether blocks of the database are known to be damaged. RocksDB takes no writes any more once a compaction meets such a block, now and after
 * every start. So there are no compactions from then on: the database works, and grows, until somebody replaces the data folder.
 */
final class BlockDamage {
    private static final Logger LOG = LoggerFactory.getLogger(BlockDamage.class);
    /** A file beside RocksDB's own, which leaves it alone. */
    private static final String NOTE = "damaged-blocks";

    private final Path note;
    private final List<ColumnFamilyHandle> families = new ArrayList<>();
    private RocksDB database;
    private volatile boolean known;

    BlockDamage(Path folder) {
        note = folder.resolve(NOTE);
        known = Files.exists(note);
        if (known) {
            warn();
        }
    }

    /** Whether a database is to be opened without compactions. */
    boolean isKnown() {
        return known;
    }

    synchronized void watch(RocksDB opened, ColumnFamilyHandle family) {
        database = opened;
        families.add(family);
    }

    /** A block could not be read. On any lane. */
    synchronized void found() {
        if (known) {
            return;
        }
        known = true;
        warn();
        try {
            Files.createFile(note);
            for (ColumnFamilyHandle family : families) {
                database.setOptions(
                        family,
                        MutableColumnFamilyOptions.builder()
                                .setDisableAutoCompactions(true)
                                .build());
            }
        } catch (IOException | RocksDBException e) {
            LOG.warn("compactions could not be ended: {}", e.getMessage());
        }
    }

    private void warn() {
        LOG.warn(
                "blocks of the database in {} are damaged: it works, without compactions, and grows; replace the disk, or remove the data"
                        + " folder while the node is stopped, and the other owners fill it again",
                note.getParent());
    }
}
