package dev.hearsay.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Key;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.testkit.StubCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a space and its syncs do when the disk takes nothing, and what a quarantine does when it is full. */
class FailingDiskTest {
    private static final Key KEY = Key.of("a");

    private final LinkedBlockingQueue<Runnable> lane = new LinkedBlockingQueue<>();
    private final List<String> failures = new ArrayList<>();
    private final StorageHost host = new StorageHost() {
        @Override
        public Path folder() {
            return Path.of("data");
        }

        @Override
        public boolean run(Runnable task) {
            return lane.add(task);
        }

        @Override
        public void failed(String why) {
            failures.add(why);
        }
    };
    private final DiskHealth health = new DiskHealth(host);
    private final Map<byte[], byte[]> shelved = new TreeMap<>(Arrays::compareUnsigned);
    private final Quarantine quarantine = new Quarantine(new Shelf(), 40, 0);
    private final DiskParts parts = new DiskParts(new Numbers(), health, quarantine, new CellRing(0, new Numbers()));
    private final Space space = new Space(parts);
    private boolean full;

    private final class Shelf implements Quarantine.Shelf {
        @Override
        public void put(byte[] key, byte[] record) {
            shelved.put(key, record);
        }

        @Override
        public byte[] get(byte[] key) {
            return shelved.get(key);
        }

        @Override
        public void remove(byte[] key) {
            shelved.remove(key);
        }
    }

    /** A sorted map that can be full. */
    private final class Space extends DiskSpace {
        private final TreeMap<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);

        Space(DiskParts parts) {
            super("data", parts);
        }

        @Override
        protected byte[] read(byte[] key) {
            return records.get(key);
        }

        @Override
        protected void write(byte[] key, byte[] record) {
            if (full) {
                throw health.failed("store a cell", new IOException("no space left on device"));
            }
            records.put(key, record);
            turnEnded(true);
        }

        @Override
        protected void delete(byte[] key) {
            records.remove(key);
            turnEnded(true);
        }

        @Override
        protected Cursor from(byte[] first) {
            throw new UnsupportedOperationException("nothing is scanned here");
        }
    }

    private void runLane() {
        for (Runnable task = lane.poll(); task != null; task = lane.poll()) {
            task.run();
        }
    }

    @Test
    void afterAPutThatTheDiskDidNotTakeNothingIsPutAnyMoreAndTheHostIsToldOnce() {
        space.put(KEY, new StubCell(1));
        full = true;
        assertThatThrownBy(() -> space.put(KEY, new StubCell(2)))
                .isInstanceOf(StorageException.class)
                .hasMessage("the disk could not store a cell in data: no space left on device");
        full = false;
        assertThatThrownBy(() -> space.put(Key.of("b"), new StubCell(3)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("nothing is written any more");
        assertThat(space.get(KEY)).isEqualTo(new StubCell(1));
        assertThat(space.get(Key.of("b"))).isNull();
        assertThat(space.size()).isEqualTo(1);
        runLane();
        assertThat(failures).containsExactly("the disk could not store a cell in data: no space left on device");
    }

    @Test
    void nobodyIsToldThatASyncWhichFailedSucceededNorDoesAnotherFollow() throws InterruptedException {
        DiskThread disk = new DiskThread();
        int[] forced = new int[1];
        GroupSync syncs = new GroupSync(disk, host, health, () -> {
            forced[0]++;
            throw new IllegalStateException("input/output error");
        });
        List<String> told = new ArrayList<>();
        syncs.ask(() -> told.add("first"));
        syncs.ask(() -> told.add("second"));
        for (int tasks = 0; tasks < 2; tasks++) {
            lane.poll(20, TimeUnit.SECONDS).run();
        }
        syncs.ask(() -> told.add("third"));
        disk.close();
        runLane();
        assertThat(told).isEmpty();
        assertThat(forced[0]).isEqualTo(1);
        assertThat(failures).containsExactly("the disk could not sync in data: input/output error");
    }

    @Test
    void aQuarantineThatIsFullCountsAndKeepsNoMore() {
        for (int i = 0; i < 10; i++) {
            Key key = Key.of("key " + i);
            space.put(key, new StubCell(i));
            space.records.get(StoredKey.of(key))[4] ^= 2;
        }
        Space again = new Space(parts);
        again.records.putAll(space.records);
        for (int i = 0; i < 10; i++) {
            Key key = Key.of("key " + i);
            assertThatThrownBy(() -> again.get(key)).isInstanceOf(DamagedCell.class);
        }
        assertThat(quarantine.count()).isEqualTo(10);
        assertThat(shelved).hasSize(3);
        again.restored(shelvedKey());
        assertThat(shelved).hasSize(2);
    }

    /** A key whose record was kept: it stands behind the name of its space. */
    private Key shelvedKey() {
        byte[] at = ((TreeMap<byte[], byte[]>) shelved).firstKey();
        return StoredKey.key(Arrays.copyOfRange(at, Integer.BYTES + "data".length(), at.length));
    }

    @Test
    void aDamagedRecordIsKeptBeforeTheMarkTakesItsPlace() {
        space.put(KEY, new StubCell(1));
        space.records.get(StoredKey.of(KEY))[4] ^= 2;
        Space again = new Space(parts);
        again.records.putAll(space.records);
        full = true;
        assertThatThrownBy(() -> again.get(KEY)).isInstanceOf(StorageException.class);
        assertThat(shelved).as("the process could have been killed here").hasSize(1);
    }

    @Test
    void aRecordUnderAnotherKeyThanItsOwnIsDamaged() {
        space.put(KEY, new StubCell(1));
        space.records.put(StoredKey.of(Key.of("b")), space.records.get(StoredKey.of(KEY)));
        assertThatThrownBy(() -> space.get(Key.of("b"))).isInstanceOf(DamagedCell.class);
    }
}
