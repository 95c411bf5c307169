package dev.hearsay.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.StorageEngineContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine on disk does, besides what every engine does. */
public abstract class DiskEngineContract extends StorageEngineContract {
    protected static final Versioning NUMBERS = new Numbers();
    private static final int KEYS = 60;

    @TempDir
    protected Path folder;

    private final Thread self = Thread.currentThread();
    /** What is to be done at the end of the turn. */
    private final Deque<Runnable> turn = new ArrayDeque<>();
    /** What the thread of the disk wants run. */
    protected final LinkedBlockingQueue<Runnable> lane = new LinkedBlockingQueue<>();

    protected final List<String> failures = new ArrayList<>();

    /** A closed engine of the kind to be tested. */
    protected abstract StorageEngine make();

    /** Flips a bit in the value of a record, so that whatever keeps it is content. */
    protected abstract void flip(String space, byte[] key);

    @Override
    protected StorageEngine engine() {
        return openIn(folder);
    }

    protected final StorageEngine openIn(Path place) {
        StorageEngine engine = make();
        engine.open(new StorageHost() {
            @Override
            public Path folder() {
                return place;
            }

            @Override
            public boolean run(Runnable task) {
                return Thread.currentThread() == self ? turn.add(task) : lane.add(task);
            }

            @Override
            public void failed(String why) {
                failures.add(why);
            }
        });
        return engine;
    }

    @Override
    protected void settle() {
        settle(2);
    }

    /** Waits for so many tasks from the disk's thread. */
    protected final void settle(int tasks) {
        endTurn();
        try {
            for (int i = 0; i < tasks; i++) {
                Runnable task = lane.poll(20, TimeUnit.SECONDS);
                assertThat(task).as("the end of a sync").isNotNull();
                task.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    protected final void endTurn() {
        while (!turn.isEmpty()) {
            turn.remove().run();
        }
    }

    @Override
    protected boolean supportsDamage() {
        return true;
    }

    @Override
    protected StorageEngine reopened(StorageEngine open) {
        open.close();
        return engine();
    }

    @Override
    protected StorageEngine damaged(StorageEngine open, String space, Key key) {
        open.close();
        flip(space, StoredKey.of(key));
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
    void whoWantsToKnowIsToldWhenWhatWasPutSurvivesTheEndOfTheProcess() {
        end();
        StorageEngine engine = engine();
        for (int i = 0; i < 3; i++) {
            engine.space("data").put(Key.of("a"), cell(i));
            engine.space("data").put(Key.of("b"), cell(i));
            List<String> told = new ArrayList<>();
            engine.persist(() -> told.add("once"));
            settle(syncsToPersist());
            assertThat(told).containsExactly("once");
            StorageEngine next = openIn(copy(folder));
            assertThat(next.space("data").get(Key.of("a"))).isEqualTo(cell(i));
            assertThat(next.space("data").get(Key.of("b"))).isEqualTo(cell(i));
            next.close();
        }
        engine.close();
    }

    /** How many tasks of the disk's thread it takes. */
    protected abstract int syncsToPersist();

    @Test
    void aCellThatDoesNotDecodeIsDamaged() {
        end();
        StorageEngine engine = engine();
        engine.space("data").put(Key.of("a"), cell(-1));
        StorageEngine next = reopened(engine);
        assertThatThrownBy(() -> next.space("data").get(Key.of("a"))).isInstanceOf(DamagedCell.class);
        assertThat(next.quarantined()).isEqualTo(1);
        next.close();
    }

    @Test
    void twoCannotHaveOneFolderOpen() {
        assertThatThrownBy(this::engine)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the data in " + folder)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("nobody else may have it open");
    }

    /**
     * The files as a power cut may leave them: of what was written after the last sync any part is there, and the rest of it is missing or
     * anything.
     */
    @RepeatedTest(6)
    void whatWasSyncedIsThereAfterAPowerCutAndNothingIsHalfThere(RepetitionInfo repetition) throws IOException {
        end();
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Path cut = Files.createDirectory(folder.resolve("cut"));
        Path live = Files.createDirectory(folder.resolve("live"));
        StorageEngine engine = openIn(live);
        write(engine, 1000);
        engine.sync(() -> {});
        settle(1);
        Map<String, Long> synced = sizes(live);
        write(engine, 2000);
        afterUnsynced(engine);
        copyAsCut(live, cut, synced, random);
        engine.close();
        for (int starts = 0; starts < 2; starts++) {
            StorageEngine recovered = openIn(cut);
            for (int i = 0; i < KEYS; i++) {
                assertThat(recovered.space("data").get(Key.of("key " + i))).isIn(cell(1000 + i), cell(2000 + i));
            }
            assertThat(recovered.space("data").size()).isEqualTo(KEYS);
            recovered.close();
        }
    }

    private void write(StorageEngine engine, int base) {
        for (int i = 0; i < KEYS; i++) {
            engine.space("data").put(Key.of("key " + i), cell(base + i));
        }
    }

    /** Lets what was put and not synced reach the files, if there is something to do for it. */
    protected void afterUnsynced(StorageEngine engine) {}

    private static Map<String, Long> sizes(Path in) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(in)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.getFileName().toString(), Files.size(file));
            }
        }
        return sizes;
    }

    private static void copyAsCut(Path from, Path to, Map<String, Long> synced, SplittableRandom random)
            throws IOException {
        for (String name : sizes(from).keySet()) {
            byte[] bytes = Files.readAllBytes(from.resolve(name));
            int safe = (int) Math.min(bytes.length, synced.getOrDefault(name, 0L));
            int kept = safe + random.nextInt(bytes.length - safe + 1);
            boolean garbage = random.nextBoolean();
            byte[] left = new byte[garbage ? bytes.length : kept];
            System.arraycopy(bytes, 0, left, 0, kept);
            for (int i = kept; i < left.length; i++) {
                left[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
            }
            Files.write(to.resolve(name), left);
        }
    }

    /** The files as they are now, as the end of the process would leave them. */
    protected final Path copy(Path from) {
        try {
            Path to = Files.createTempDirectory(folder, "copy");
            copyAsCut(from, to, sizes(from), new SplittableRandom(1));
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StorageHost laneHost() {
        return new StorageHost() {
            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public boolean run(Runnable task) {
                return Thread.currentThread() == self ? turn.add(task) : lane.add(task);
            }
        };
    }

    /** What so many lanes of an engine have of it. */
    private List<StorageEngine> lanes(StorageEngine engine, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> engine.lane(new Arc(i, number), laneHost()))
                .toList();
    }

    private static List<Key> keysIn(StorageEngine lane) {
        List<Key> found = new ArrayList<>();
        lane.space("data").scan(TokenRange.RING, (key, cell) -> found.add(key));
        return found;
    }

    private static StorageEngine of(List<StorageEngine> lanes, Key key) {
        return lanes.get(Arc.numberOf(key.token(), lanes.size()));
    }

    /** Syncs, and waits for whoever asked on any lane. */
    private void syncAll(List<StorageEngine> lanes) {
        int[] told = {0};
        lanes.forEach(one -> one.sync(() -> told[0]++));
        settle(lanes.size());
        assertThat(told[0]).isEqualTo(lanes.size());
    }

    @Test
    void lanesShareADatabaseAndAnotherNumberOfThemFindsAllAgain() {
        end();
        List<Key> keys =
                IntStream.range(0, KEYS).mapToObj(i -> Key.of("key" + i)).toList();
        StorageEngine first = engine();
        List<StorageEngine> two = lanes(first, 2);
        two.get(0).common("hints").put(keys.get(0), cell(0));
        two.get(1).common("hints").put(keys.get(1), cell(1));
        for (int i = 0; i < KEYS; i++) {
            of(two, keys.get(i)).space("data").put(keys.get(i), cell(i));
        }
        of(two, keys.get(7)).space("data").remove(keys.get(7));
        syncAll(two);
        long sum = two.stream().mapToLong(one -> one.space("data").size()).sum();
        assertThat(sum).isEqualTo(KEYS - 1);
        two.forEach(StorageEngine::close);
        first.close();

        StorageEngine again = engine();
        List<StorageEngine> three = lanes(again, 3);
        List<Key> found = new ArrayList<>();
        for (int i = 0; i < three.size(); i++) {
            StorageEngine one = three.get(i);
            Arc arc = new Arc(i, 3);
            assertThat(keysIn(one)).isNotEmpty().allMatch(key -> arc.contains(key.token()));
            assertThat(one.space("data").size()).isEqualTo(keysIn(one).size());
            assertThat(one.common("hints").get(keys.get(0))).isEqualTo(cell(0));
            assertThat(one.common("hints").get(keys.get(1))).isEqualTo(cell(1));
            found.addAll(keysIn(one));
        }
        List<Key> left = new ArrayList<>(keys);
        left.remove(7);
        assertThat(found).containsExactlyInAnyOrderElementsOf(left);
        assertThat(of(three, keys.get(5)).space("data").get(keys.get(5))).isEqualTo(cell(5));
        three.forEach(StorageEngine::close);
        again.close();
    }

    @Test
    void aLaneRefusesWhatIsAnotherLanes() {
        end();
        StorageEngine engine = engine();
        List<StorageEngine> two = lanes(engine, 2);
        Key key = Key.of("somebody's");
        CellSpace others = two.get(1 - Arc.numberOf(key.token(), 2)).space("data");
        assertThatThrownBy(() -> others.get(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> others.put(key, cell(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> others.remove(key)).hasMessageContaining("a key of another lane");
        two.forEach(StorageEngine::close);
        engine.close();
    }
}
