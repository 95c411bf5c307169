package dev.hearsay.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.StorageEngineContract;
import dev.hearsay.testkit.StubCell;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class RocksEngineTest extends StorageEngineContract {
    private static final Versioning NUMBERS = mock(withSettings().stubOnly());

    @TempDir
    Path folder;

    private final Thread self = Thread.currentThread();
    /** What the thread of the disk wants run. */
    private final LinkedBlockingQueue<Runnable> lane = new LinkedBlockingQueue<>();
    /** What is to be done at the end of the turn. */
    private final Deque<Runnable> turn = new ArrayDeque<>();

    /** A stub cell is its number, in eight bytes. */
    @BeforeAll
    static void cellsAreNumbers() {
        Mockito.doAnswer(call -> call.<ByteBuffer>getArgument(1)
                        .putLong(call.<StubCell>getArgument(0).number()))
                .when(NUMBERS)
                .encode(any(), any());
        Mockito.when(NUMBERS.decode(any()))
                .thenAnswer(call -> new StubCell(call.<ByteBuffer>getArgument(0).getLong()));
    }

    @Override
    protected StorageEngine engine() {
        RocksEngine engine =
                new RocksEngine(new RocksSettings(new Size(8 << 20), new Size(8 << 20), new Size(1 << 10)), NUMBERS);
        engine.open(new StorageHost() {
            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public boolean run(Runnable task) {
                return Thread.currentThread() == self ? turn.add(task) : lane.add(task);
            }
        });
        return engine;
    }

    @Override
    protected void settle() {
        settle(2);
    }

    /** Waits for so many syncs to end. */
    private void settle(int syncs) {
        endTurn();
        try {
            for (int i = 0; i < syncs; i++) {
                Runnable task = lane.poll(20, TimeUnit.SECONDS);
                assertThat(task).as("the end of a sync").isNotNull();
                task.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void endTurn() {
        while (!turn.isEmpty()) {
            turn.remove().run();
        }
    }

    @Test
    void allThatIsPutInOneTurnIsWrittenTogetherAndWhoAsksIsToldThen() {
        StorageEngine engine = reopened();
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
        StorageEngine engine = reopened();
        engine.space("data").put(Key.of("a"), cell(1));
        List<Key> scanned = new ArrayList<>();
        engine.space("data").scan(TokenRange.RING, (key, cell) -> scanned.add(key));
        assertThat(scanned).containsExactly(Key.of("a"));
        engine.close();
    }

    private StorageEngine reopened() {
        end();
        return engine();
    }

    @Test
    void whatWasPutIsThereAfterTheEngineWasClosedAndOpenedAgain() {
        end();
        for (int round = 0; round < 3; round++) {
            StorageEngine engine = engine();
            for (int i = 0; i < 100; i++) {
                Key key = Key.of("key " + i);
                assertThat(engine.space("data").get(key)).isEqualTo(round == 0 ? null : cell(100L * round + i));
                engine.space("data").put(key, cell(100L * (round + 1) + i));
            }
            engine.space("hints").remove(Key.of("key 1"));
            assertThat(engine.space("data").size()).isEqualTo(100);
            List<Key> scanned = new ArrayList<>();
            engine.space("data").scan(TokenRange.RING, (key, cell) -> scanned.add(key));
            assertThat(scanned).hasSize(100).isSorted();
            engine.close();
        }
    }

    @Test
    void whoAsksWhileASyncRunsIsServedByTheNextTogetherWithAllWhoDo() {
        end();
        StorageEngine engine = engine();
        List<String> told = new ArrayList<>();
        engine.sync(() -> told.add("first"));
        engine.sync(() -> told.add("second"));
        engine.sync(() -> told.add("third"));
        assertThat(told).isEmpty();
        settle(1);
        assertThat(told).containsExactly("first");
        settle(1);
        assertThat(told).containsExactly("first", "second", "third");
        assertThat(lane).isEmpty();
        engine.close();
    }

    @Test
    void twoCannotHaveOneFolderOpen() {
        assertThatThrownBy(this::engine)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the data in " + folder + " cannot be opened")
                .hasMessageContaining("nobody else may have it open");
    }

    @Test
    void itIsFoundByItsNameAndItsSettingsHold() {
        var assembly = new ReferenceAssembly(Slot.STORAGE, "rocksdb", "");
        assertThat(assembly.settings(RocksSettings.class).blockCache()).isEqualTo(new Size(96 << 20));
        assertThatThrownBy(() -> new ReferenceAssembly(Slot.STORAGE, "rocksdb", "write-buffer = 1kB")
                        .settings(RocksSettings.class))
                .hasMessageContaining("must be at least 1MiB");
        assertThat(new RocksProvider().name()).isEqualTo("rocksdb");
    }
}
