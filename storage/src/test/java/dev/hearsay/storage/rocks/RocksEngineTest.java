package dev.hearsay.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.storage.disk.DiskEngineContract;
import dev.hearsay.testkit.ReferenceAssembly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksEngineTest extends DiskEngineContract {
    private static final Size SMALL = new Size(1 << 20);

    @Override
    protected StorageEngine make() {
        return new RocksEngine(new RocksSettings(SMALL, new Size(1 << 10), SMALL, new Size(64 << 20), SMALL), NUMBERS);
    }

    @Override
    protected void flip(String space, byte[] key) {
        within((database, handles) -> {
            for (ColumnFamilyHandle handle : handles) {
                if (new String(handle.getName(), StandardCharsets.UTF_8).equals(space)) {
                    byte[] record = database.get(handle, key);
                    record[record.length - 1] ^= 1;
                    database.put(handle, key, record);
                }
            }
        });
    }

    private interface Work {
        void on(RocksDB database, List<ColumnFamilyHandle> handles) throws RocksDBException;
    }

    /** Opens the database without the engine. */
    private void within(Work work) {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (Options options = new Options();
                DBOptions open = new DBOptions();
                ColumnFamilyOptions still = new ColumnFamilyOptions().setDisableAutoCompactions(true)) {
            for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
                families.add(new ColumnFamilyDescriptor(name, still));
            }
            try (RocksDB database = RocksDB.open(open, folder.toString(), families, handles)) {
                work.on(database, handles);
                handles.forEach(ColumnFamilyHandle::close);
            }
        } catch (RocksDBException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected int syncsToPersist() {
        return 0;
    }

    @Test
    void allThatIsPutInOneTurnIsWrittenTogetherAndWhoAsksIsToldThen() {
        end();
        StorageEngine engine = engine();
        CellSpace data = engine.space("data");
        List<String> told = new ArrayList<>();
        engine.persist(() -> told.add("nothing to write"));
        assertThat(told).containsExactly("nothing to write");
        told.clear();
        data.put(Key.of("a"), cell(1));
        engine.persist(() -> told.add("a"));
        data.put(Key.of("b"), cell(2));
        data.remove(Key.of("a"));
        engine.persist(() -> told.add("b"));
        assertThat(told).isEmpty();
        assertThat(data.get(Key.of("a"))).isNull();
        assertThat(data.get(Key.of("b"))).isEqualTo(cell(2));
        assertThat(data.size()).isEqualTo(1);
        endTurn();
        assertThat(told).containsExactly("a", "b");
        assertThat(data.get(Key.of("b"))).isEqualTo(cell(2));
        engine.close();
    }

    @Test
    void aScanSeesWhatWasPutInTheSameTurn() {
        end();
        StorageEngine engine = engine();
        engine.space("data").put(Key.of("a"), cell(1));
        List<Key> scanned = new ArrayList<>();
        engine.space("data").scan(TokenRange.RING, (key, cell) -> scanned.add(key));
        assertThat(scanned).containsExactly(Key.of("a"));
        engine.close();
    }

    /** A block of a file goes bad: what lies in it cannot be named, and everything else is there. */
    @Test
    void aBlockThatCannotBeReadIsSteppedOverAndItsKeysAreNotTakenForAbsent() throws IOException {
        end();
        StorageEngine engine = engine();
        fill(engine, 4000);
        engine.close();
        moveToFiles();
        Path file = largestTable();
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 3; at < bytes.length / 3 + 16; at++) {
            bytes[at] ^= 0x55;
        }
        Files.write(file, bytes);
        for (int starts = 0; starts < 2; starts++) {
            engine = engine();
            CellSpace space = engine.space("data");
            List<Key> scanned = new ArrayList<>();
            space.scan(TokenRange.RING, (key, cell) -> scanned.add(key));
            List<Key> damaged = new ArrayList<>();
            for (int i = 0; i < 4000; i++) {
                Key key = Key.of("key " + i);
                try {
                    assertThat(space.get(key))
                            .as("never a wrong value, and never absent")
                            .isEqualTo(cell(i));
                } catch (DamagedCell e) {
                    damaged.add(key);
                }
            }
            assertThat(damaged).hasSizeBetween(1, 400).doesNotContainAnyElementsOf(scanned);
            assertThat(scanned).isSorted().hasSize(4000 - damaged.size());
            engine.close();
        }
        for (int files = 0; files < 10; files++) {
            engine = engine();
            for (int i = 0; i < 4000; i++) {
                engine.space("data").put(Key.of("key " + i), cell(i));
                engine.space("data").restored(Key.of("key " + i));
                assertThat(engine.space("data").get(Key.of("key " + i))).isEqualTo(cell(i));
            }
            endTurn();
            assertThat(engine.takesWrites()).as("no compaction met the block").isTrue();
            engine.close();
            moveToFiles();
        }
    }

    @Test
    void aFileThatCannotBeOpenedDoesNotKeepTheEngineFromStarting() throws IOException {
        end();
        StorageEngine engine = engine();
        fill(engine, 1000);
        engine.close();
        moveToFiles();
        Path file = largestTable();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 64, bytes.length, (byte) 0);
        Files.write(file, bytes);
        for (int starts = 0; starts < 2; starts++) {
            StorageEngine next = engine();
            for (int i = 0; i < 1000; i++) {
                Key key = Key.of("key " + i);
                assertThatThrownBy(() -> next.space("data").get(key)).isInstanceOf(DamagedCell.class);
            }
            next.space("data").put(Key.of("new"), cell(1));
            next.close();
        }
    }

    private void fill(StorageEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            engine.space("data").put(Key.of("key " + i), cell(i));
        }
    }

    /** From the log, where it would survive, to tables. */
    private void moveToFiles() {
        within((database, handles) -> database.flush(new FlushOptions().setWaitForFlush(true), handles));
    }

    private Path largestTable() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    @Test
    void itIsFoundByItsNameAndItsSettingsHold() {
        var assembly = new ReferenceAssembly(Slot.STORAGE, "rocksdb", "");
        assertThat(assembly.settings(RocksSettings.class).blockCache()).isEqualTo(new Size(24 << 20));
        assertThatThrownBy(() -> new ReferenceAssembly(Slot.STORAGE, "rocksdb", "write-buffer = 1kB")
                        .settings(RocksSettings.class))
                .hasMessageContaining("must be at least 1MiB");
        assertThat(new RocksProvider().name()).isEqualTo("rocksdb");
    }
}
