package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.StorageEngineContract;
import dev.hearsay.testkit.StubCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest extends StorageEngineContract {
    private static final long MILLI = 1_000_000;
    private static final Key KEY = Key.of("key");
    private static final Key OTHER = Key.of("other");

    private final Simulation simulation = new Simulation(1, NetworkOptions.PERFECT);
    private final SimulatedHost host = simulation.host(new Address("node", 0));

    @Override
    protected StorageEngine engine() {
        return disk();
    }

    @Override
    protected void settle() {
        simulation.runWhile(() -> true, Long.MAX_VALUE);
    }

    private static StorageEngine memory() {
        return ReferenceAssembly.make(StorageEngine.Provider.class, Slot.STORAGE, "memory", "");
    }

    private SimulatedDisk disk() {
        return host.disk(SimulatedDiskTest::memory);
    }

    private void put(Key key, long number) {
        disk().space("data").put(key, new StubCell(number));
    }

    private StubCell get(Key key) {
        return (StubCell) disk().space("data").get(key);
    }

    private void sync() {
        disk().sync(() -> {});
    }

    private void journal(String sync) {
        host.diskOptions(new DiskOptions(Delay.parse(sync), 1, true));
    }

    @Test
    void whatWasPutSurvivesACrashEvenUnsynced() {
        journal("1ms");
        put(KEY, 1);
        host.crash();

        assertThat(get(KEY)).isEqualTo(new StubCell(1));
    }

    @Test
    void aProcessThatEndsInOrderLeavesTheDiskToTheNext() {
        put(KEY, 1);
        disk().close();

        assertThat(get(KEY)).isEqualTo(new StubCell(1));
    }

    @Test
    void aPowerCutTakesExactlyWhatWasNotSynced() {
        journal("1ms");
        put(KEY, 1);
        put(OTHER, 10);
        sync();
        settle();
        put(KEY, 2);
        put(KEY, 3);
        disk().space("data").remove(OTHER);
        disk().space("hints").put(KEY, new StubCell(4));

        host.crashUnsynced();

        assertThat(get(KEY)).isEqualTo(new StubCell(1));
        assertThat(get(OTHER)).isEqualTo(new StubCell(10));
        assertThat(disk().space("hints").get(KEY)).isNull();
    }

    @Test
    void whatIsPutWhileASyncIsUnderWayIsNotCoveredByIt() {
        journal("5ms");
        put(KEY, 1);
        sync();
        put(KEY, 2);
        put(OTHER, 10);
        settle();

        host.crashUnsynced();

        assertThat(get(KEY)).isEqualTo(new StubCell(1));
        assertThat(get(OTHER)).isNull();
    }

    @Test
    void aSyncThatHasNotEndedCoversNothing() {
        journal("5ms");
        put(KEY, 1);
        List<String> durable = new ArrayList<>();
        disk().sync(() -> durable.add("called"));
        simulation.runUntil(4 * MILLI);

        host.crashUnsynced();
        host.restart();
        settle();

        assertThat(get(KEY)).isNull();
        assertThat(durable).isEmpty();
    }

    @Test
    void aLaterSyncThatEndsFirstCoversTheEarlierToo() {
        journal("5ms");
        put(KEY, 1);
        sync();
        host.diskOptions(host.diskOptions().withSync(Delay.NONE));
        put(KEY, 2);
        sync();
        simulation.runUntil(MILLI);

        host.crashUnsynced();

        assertThat(get(KEY)).isEqualTo(new StubCell(2));
    }

    /** Random writes and syncs beside a model that copies everything at every sync. */
    @Test
    void afterAnyHistoryAPowerCutRestoresTheLastFinishedSync() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            host.wipe();
            host.restart();
            journal("uniform(0ms, 3ms)");
            TreeMap<Key, StubCell> now = new TreeMap<>();
            List<TreeMap<Key, StubCell>> safe = new ArrayList<>();
            safe.add(new TreeMap<>());
            List<Integer> finished = new ArrayList<>(List.of(0));
            for (int step = 0; step < 60; step++) {
                Key key = Key.of("key-" + random.nextInt(6));
                switch (random.nextInt(5)) {
                    case 0 -> {
                        int number = safe.size();
                        safe.add(new TreeMap<>(now));
                        disk().sync(() -> finished.add(number));
                    }
                    case 1 -> simulation.runUntil(simulation.nanoTime() + MILLI);
                    case 2 -> {
                        disk().space("data").remove(key);
                        now.remove(key);
                    }
                    default -> {
                        put(key, step);
                        now.put(key, new StubCell(step));
                    }
                }
            }
            host.crashUnsynced();

            TreeMap<Key, StubCell> expected =
                    safe.get(finished.stream().max(Integer::compare).orElseThrow());
            for (int i = 0; i < 6; i++) {
                Key key = Key.of("key-" + i);
                assertThat(get(key)).as("seed %d, %s", seed, key).isEqualTo(expected.get(key));
            }
        }
    }

    @Test
    void aWipeLeavesAnEmptyDiskThatBehavesAsTheOldOneDid() {
        host.diskOptions(new DiskOptions(Delay.parse("5ms"), 3, false));
        put(KEY, 1);
        host.wipe();
        host.restart();
        List<Long> durable = new ArrayList<>();

        assertThat(get(KEY)).isNull();
        disk().sync(() -> durable.add(simulation.nanoTime()));
        settle();
        assertThat(durable).containsExactly(15 * MILLI);
    }

    @Test
    void aDiskThatKeepsNoJournalLosesNothing() {
        put(KEY, 1);
        host.crashUnsynced();

        assertThat(get(KEY)).isEqualTo(new StubCell(1));
    }

    @Test
    void whatWasPutBeforeTheJournalBeganCountsAsSynced() {
        put(KEY, 1);
        host.journalDisk();
        put(KEY, 2);
        host.crashUnsynced();

        assertThat(get(KEY)).isEqualTo(new StubCell(1));
    }
}
