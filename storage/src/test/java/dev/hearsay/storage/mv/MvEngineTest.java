package dev.hearsay.storage.mv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.storage.disk.DiskEngineContract;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.transport.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MvEngineTest extends DiskEngineContract {
    private static final Size SMALL = new Size(1 << 20);
    /** Only what somebody waits for is committed. */
    private static final MvSettings SETTINGS = settings(Duration.ofHours(1));

    private Duration commitDelay = SETTINGS.commitDelay();

    private static MvSettings settings(Duration commitDelay) {
        return new MvSettings(SMALL, new Size(1 << 10), SMALL, commitDelay, SMALL);
    }

    @Override
    protected StorageEngine make() {
        return new MvEngine(settings(commitDelay), NUMBERS);
    }

    @Override
    protected void flip(String space, byte[] key) {
        try (MVStore store = MvEngine.open(folder.resolve(MvEngine.FILE), SETTINGS)) {
            MVMap<byte[], byte[]> map = MvEngine.map(store, space);
            byte[] record = map.get(key).clone();
            record[record.length - 1] ^= 1;
            map.put(key, record);
        }
    }

    @Override
    protected int syncsToPersist() {
        return 1;
    }

    @Override
    protected void afterUnsynced(StorageEngine engine) {
        engine.sync(() -> {});
        settle(1);
    }

    @Test
    void whatWasPutReachesTheFileSoonWithoutASync() {
        end();
        commitDelay = Duration.ofMillis(5);
        StorageEngine engine = engine();
        engine.space("data").put(Key.of("a"), cell(1));
        assertThat(RealTime.await(() -> {
                    StorageEngine next = openIn(copy(folder));
                    boolean there = cell(1).equals(next.space("data").get(Key.of("a")));
                    next.close();
                    return there;
                }))
                .isTrue();
        engine.close();
    }

    /** The store has no checksums: whatever is flipped in its file, a key has its value or says that it cannot say. */
    @RepeatedTest(20)
    void aFileThatIsDamagedAnywhereGivesNoWrongValueAndHidesNone(RepetitionInfo repetition) throws IOException {
        end();
        StorageEngine engine = engine();
        for (int i = 0; i < 2000; i++) {
            engine.space("data").put(Key.of("key " + i), cell(i));
        }
        engine.close();
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Path file = folder.resolve(MvEngine.FILE);
        byte[] bytes = Files.readAllBytes(file);
        for (int flips = 0; flips < 3; flips++) {
            bytes[2 * 4096 + random.nextInt(bytes.length - 3 * 4096)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, bytes);
        try {
            engine = engine();
        } catch (ConfigurationException e) {
            assertThat(e).hasMessageContaining("cannot be opened");
            return;
        }
        CellSpace space = engine.space("data");
        int readable = 0;
        for (int i = 0; i < 2000; i++) {
            try {
                assertThat(space.get(Key.of("key " + i))).isEqualTo(cell(i));
                readable++;
            } catch (StorageException e) {
                // It cannot say.
            }
        }
        int[] visited = new int[1];
        space.scan(TokenRange.RING, (key, cell) -> {
            assertThat(cell).isEqualTo(space.get(key));
            visited[0]++;
            return true;
        });
        assertThat(visited[0]).isBetween(readable * 3 / 4, readable);
        engine.close();
    }

    @Test
    void itIsFoundByItsNameAndItsSettingsHold() {
        var assembly = new ReferenceAssembly(Slot.STORAGE, "mvstore", "");
        assertThat(assembly.settings(MvSettings.class).commitDelay()).isEqualTo(Duration.ofMillis(100));
        assertThatThrownBy(
                        () -> new ReferenceAssembly(Slot.STORAGE, "mvstore", "cache = 1kB").settings(MvSettings.class))
                .hasMessageContaining("must be at least 1MiB");
        assertThatThrownBy(() ->
                        new ReferenceAssembly(Slot.STORAGE, "mvstore", "commit-delay = 0s").settings(MvSettings.class))
                .hasMessageContaining("commit-delay must be longer than 0");
        assertThat(new MvProvider().name()).isEqualTo("mvstore");
    }
}
