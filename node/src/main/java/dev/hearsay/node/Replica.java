package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Fetch;
import dev.hearsay.node.message.ReplicaMessage.Fetched;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;

/**
 * Keeps cells. Whatever brings a cell here, an operation, read repair, a hint or anti-entropy, it is merged into what is held;
 * merging is a join, so the order and the number of times do not matter.
 */
final class Replica {
    private final NodeParts parts;
    private final Versioning versioning;
    private final StorageEngine storage;
    private final Environment environment;
    private final CellSpace data;
    private final Minted minted;
    private final Hints hints;
    private final Repairs repairs;
    private final Refills refills;

    Replica(NodeParts parts, Minted minted, Hints hints, Repairs repairs, Refills refills) {
        this.parts = parts;
        this.versioning = parts.versioning();
        this.storage = parts.ports().storage();
        this.environment = parts.ports().environment("replica");
        this.data = storage.space("data");
        this.minted = minted;
        this.hints = hints;
        this.repairs = repairs;
        this.refills = refills;
    }

    /** Handles a question, and answers by {@code back} if somebody waits for it. */
    void receive(Address from, ReplicaMessage message, Sender<ReplicaMessage> back) {
        if (message instanceof Fetch fetch) {
            back.send(from, answer(fetch));
        } else if (message instanceof Store store) {
            boolean stored = store(store);
            if (store.request() != 0) {
                acknowledge(from, store, stored, back);
            }
        }
    }

    private Fetched answer(Fetch fetch) {
        Cell cell;
        boolean whole = true;
        try {
            cell = holding(fetch.key());
        } catch (StorageException e) {
            cell = refills.wanted(fetch.key(), e);
            whole = false;
        }
        return new Fetched(fetch.request(), fetch.rank(), fetch.attempt(), cell, whole);
    }

    private void acknowledge(Address from, Store store, boolean stored, Sender<ReplicaMessage> back) {
        Stored answer = new Stored(store.request(), store.rank(), store.attempt(), stored);
        if (!stored) {
            back.send(from, answer);
        } else if (store.durability() == Durability.DISK) {
            long asked = environment.nanoTime();
            storage.sync(() -> {
                parts.listener().synced(parts.self(), environment.nanoTime() - asked);
                back.send(from, answer);
            });
        } else {
            storage.persist(() -> back.send(from, answer));
        }
    }

    private boolean store(Store store) {
        try {
            if (store.standsInFor() != null && !store.standsInFor().equals(parts.self())) {
                return hints.keep(store.standsInFor(), store.key(), store.cell());
            }
            merge(store.key(), store.cell());
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    /**
     * Get, merge, put, tell anti-entropy. What comes for a damaged key is kept and acknowledged as ever, but anti-entropy, like everybody,
     * takes the key for one of which nothing is known.
     *
     * @throws StorageException if the disk does not take it
     */
    void merge(Key key, Cell cell) {
        Cell before;
        boolean whole = true;
        try {
            before = held(key);
        } catch (DamagedCell e) {
            before = refills.wanted(key, e);
            whole = false;
        }
        Cell after = versioning.merge(before, cell);
        if (after != before && !after.equals(before)) {
            data.put(key, after);
            if (whole) {
                repairs.stored(key, before, after);
            }
            parts.listener().stored(parts.self(), key, after, environment.nanoTime());
        }
        minted.stored(key, after);
    }

    /** A damaged key: all the others that may know of it have been asked, and what they hold has been merged. */
    void restored(Key key) {
        data.restored(key);
        Cell restored = held(key);
        if (!restored.isEmpty()) {
            repairs.stored(key, versioning.empty(), restored);
        }
    }

    /**
     * What this node keeps of the key as an owner; the empty cell if nothing.
     *
     * @throws DamagedCell if it cannot say
     */
    Cell held(Key key) {
        Cell cell = data.get(key);
        return cell == null ? versioning.empty() : cell;
    }

    /**
     * What it answers with: as an owner, and as a stand-in for others.
     *
     * @throws DamagedCell if it cannot say
     */
    Cell holding(Key key) {
        Cell held = held(key);
        Cell hinted = hints.holding(key);
        return hinted == null ? held : versioning.merge(held, hinted);
    }
}
