package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A store that loses nothing, written down with sets: three replicas of one key, each with its live values and with all that it ever
 * knew of; clients that carry whole sets as contexts. The history records of a context only what a client can know of it.
 */
final class Fiction {
    static final String KEY = "k";
    private static final long[] NONE = {};
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 5;

    final List<HistoryOperation> operations = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Integer, Cell> contexts = new HashMap<>();
    private final Map<Integer, Long> lastEnd = new HashMap<>();
    private final Random random;
    private final int quorum;
    private long written;

    private static final class Cell {
        final Set<Long> live = new TreeSet<>();
        final Set<Long> known = new HashSet<>();

        Cell copy() {
            Cell copy = new Cell();
            copy.merge(this);
            return copy;
        }

        void merge(Cell other) {
            Set<Long> both = new HashSet<>(live);
            both.retainAll(other.live);
            live.removeAll(other.known);
            other.live.stream().filter(id -> !known.contains(id)).forEach(live::add);
            live.addAll(both);
            known.addAll(other.known);
        }

        long[] values() {
            return live.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** @param quorum how many replicas answer a read and store a write that is done; 2 of 3 are enough to be fresh */
    Fiction(long seed, int quorum, int length) {
        this.random = new Random(seed);
        this.quorum = quorum;
        for (int i = 0; i < REPLICAS; i++) {
            cells.add(new Cell());
        }
        for (int i = 1; i <= length; i++) {
            next(100L * i);
        }
    }

    private void next(long now) {
        int client = random.nextInt(CLIENTS);
        long free = lastEnd.getOrDefault(client, 0L) + 1;
        if (free > now) {
            return;
        }
        long start = Math.max(free, now - random.nextInt(300));
        long end = now + random.nextInt(300);
        lastEnd.put(client, end);
        List<Cell> asked = new ArrayList<>(cells);
        Collections.shuffle(asked, random);
        if (random.nextInt(2) == 0) {
            read(client, start, end, asked);
        } else {
            write(client, start, end, asked);
        }
    }

    private void read(int client, long start, long end, List<Cell> asked) {
        Cell seen = new Cell();
        asked.subList(0, quorum).forEach(seen::merge);
        contexts.put(client, seen);
        operations.add(new HistoryOperation(
                client, OperationKind.READ, KEY, 0, NONE, start, start, end, Ending.DONE, "", seen.values()));
    }

    private void write(int client, long start, long end, List<Cell> asked) {
        boolean blind = random.nextInt(10) == 0;
        boolean delete = random.nextInt(6) == 0;
        Cell context = blind ? new Cell() : contexts.getOrDefault(client, new Cell());
        long id = ++written;
        Ending ending = random.nextInt(8) > 0 ? Ending.DONE : random.nextBoolean() ? Ending.UNKNOWN : Ending.REFUSED;
        long[] covers = context.values();
        Cell coordinator = asked.get(0);
        long[] siblings = {};
        if (ending != Ending.REFUSED && (ending == Ending.DONE || random.nextBoolean())) {
            coordinator.live.removeAll(context.known);
            siblings = coordinator.values();
            coordinator.known.addAll(context.known);
            coordinator.known.add(id);
            if (!delete) {
                coordinator.live.add(id);
            }
            int stored = ending == Ending.DONE ? quorum + random.nextInt(REPLICAS - quorum + 1) : 1 + random.nextInt(2);
            asked.subList(1, stored).forEach(cell -> cell.merge(coordinator));
        }
        if (ending == Ending.DONE) {
            contexts.put(client, coordinator.copy());
        }
        OperationKind kind = delete ? OperationKind.DELETE : OperationKind.WRITE;
        operations.add(new HistoryOperation(client, kind, KEY, id, covers, start, start, end, ending, "", siblings));
    }

    /** What all replicas agree on when nothing moves any more. */
    long[] end() {
        Cell all = new Cell();
        cells.forEach(all::merge);
        return all.values();
    }
}
