package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.rule.Versioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this node keeps for owners that did not answer (DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.6). At most one hint
 * for each owner and key: further writes are merged into it.
 *
 * <p><b>Invariant:</b> the sizes of all hints sum to {@link #bytes}, which is never above the limit. A hint that would pass it
 * is not taken, and the coordinator is told so; what was taken is kept until an owner has it.
 */
final class Hints {
    private final NodeParts parts;
    private final Versioning versioning;
    private final CellSpace space;
    private final Environment environment;
    private final Map<MemberId, Kept> byOwner = new TreeMap<>();
    private long bytes;

    /** What is kept for one owner, in the order in which it came here or was found, and how much that is. */
    private static final class Kept {
        final Map<Key, Hint> hints = new LinkedHashMap<>();
        long bytes;
    }

    Hints(NodeParts parts) {
        this.parts = parts;
        this.versioning = parts.versioning();
        this.space = parts.ports().storage().common("hints");
        this.environment = parts.ports().environment("hints");
        List<Hint> found = new ArrayList<>();
        List<Key> damaged = new ArrayList<>();
        space.scan(TokenRange.RING, new CellVisitor() {
            @Override
            public boolean visit(Key key, Cell cell) {
                Hint hint = Hint.restored(key, cell);
                if (isHere(hint)) {
                    found.add(hint);
                }
                return true;
            }

            @Override
            public void damaged(Key key) {
                if (isHere(Hint.restored(key, versioning.empty()))) {
                    damaged.add(key);
                }
            }
        });
        found.forEach(this::index);
        damaged.forEach(this::drop);
    }

    /** Lanes keep their hints together, by other keys than they hint at; which lane another process kept one on does not matter. */
    private boolean isHere(Hint hint) {
        return parts.ports().arc().contains(hint.key.token());
    }

    /** A damaged hint, by its key in storage: what it was cannot be said any more, only for whom. */
    private void drop(Key storageKey) {
        Hint lost = Hint.restored(storageKey, versioning.empty());
        forget(lost);
        parts.listener().hintDropped(parts.self(), lost.owner, lost.key);
    }

    private void forget(Hint hint) {
        try {
            space.remove(hint.storageKey);
        } catch (StorageException e) {
            // The next process hands it over once more, and nothing changes by it.
        }
    }

    private void index(Hint hint) {
        Kept kept = byOwner.computeIfAbsent(hint.owner, owner -> new Kept());
        kept.hints.put(hint.key, hint);
        kept.bytes += hint.size();
        bytes += hint.size();
    }

    /**
     * @return false if the limit is reached: the hint was not taken
     * @throws StorageException if the disk did not take it: what was kept for the owner is kept
     */
    boolean keep(MemberId owner, Key key, Cell cell) {
        Kept kept = byOwner.get(owner);
        Hint hint = kept == null ? null : kept.hints.get(key);
        return hint == null ? add(owner, key, cell) : extend(hint, cell);
    }

    private boolean add(MemberId owner, Key key, Cell cell) {
        Hint hint = new Hint(owner, key, environment.wallClock().millis(), cell);
        if (overflows(hint.size())) {
            parts.listener().hintDropped(parts.self(), owner, key);
            return false;
        }
        space.put(hint.storageKey, cell);
        index(hint);
        parts.listener().hinted(parts.self(), owner, key);
        return true;
    }

    private boolean extend(Hint hint, Cell cell) {
        Cell merged = versioning.merge(hint.cell, cell);
        int growth = merged.encodedSize() - hint.cell.encodedSize();
        if (overflows(growth)) {
            parts.listener().hintDropped(parts.self(), hint.owner, hint.key);
            return false;
        }
        space.put(hint.storageKey, merged);
        bytes += growth;
        byOwner.get(hint.owner).bytes += growth;
        hint.cell = merged;
        return true;
    }

    private boolean overflows(int growth) {
        return bytes + growth > parts.settings().hints().limit().bytes();
    }

    /** What is kept of a key for anybody; null if nothing. */
    Cell holding(Key key) {
        if (byOwner.isEmpty()) {
            return null;
        }
        Cell merged = null;
        for (Kept kept : byOwner.values()) {
            Hint hint = kept.hints.get(key);
            if (hint != null) {
                merged = merged == null ? hint.cell : versioning.merge(merged, hint.cell);
            }
        }
        return merged;
    }

    /** Owners for whom something is kept, sorted. */
    List<MemberId> owners() {
        return List.copyOf(byOwner.keySet());
    }

    /** The hints for an owner, in the order in which they came here or were found. */
    Collection<Hint> of(MemberId owner) {
        Kept kept = byOwner.get(owner);
        return kept == null ? List.of() : kept.hints.values();
    }

    void remove(Hint hint) {
        Kept kept = byOwner.get(hint.owner);
        if (kept != null && kept.hints.remove(hint.key, hint)) {
            bytes -= hint.size();
            kept.bytes -= hint.size();
            forget(hint);
            if (kept.hints.isEmpty()) {
                byOwner.remove(hint.owner);
            }
        }
    }

    /** The owner came back as somebody else, with the same ranges: its hints are now for that one. */
    void reroute(MemberId from, MemberId to) {
        for (Hint hint : List.copyOf(of(from))) {
            try {
                if (move(hint, to)) {
                    remove(hint);
                }
            } catch (StorageException e) {
                // It stays under the old name, and is moved when the disk takes it.
            }
        }
    }

    /** First there, then no longer here: a process that is killed between the two has it twice. */
    private boolean move(Hint hint, MemberId to) {
        Kept present = byOwner.get(to);
        if (present != null && present.hints.containsKey(hint.key)) {
            return extend(present.hints.get(hint.key), hint.cell);
        }
        Hint moved = new Hint(to, hint.key, hint.createdMillis, hint.cell);
        space.put(moved.storageKey, moved.cell);
        index(moved);
        return true;
    }

    /** What waits for whom, sorted by owner. */
    List<NodeStatus.Hints> waiting() {
        long now = environment.wallClock().millis();
        List<NodeStatus.Hints> waiting = new ArrayList<>(byOwner.size());
        byOwner.forEach((owner, kept) -> {
            long first = now;
            for (Hint hint : kept.hints.values()) {
                first = Math.min(first, hint.createdMillis);
            }
            Duration waited = Duration.ofMillis(now - first);
            waiting.add(new NodeStatus.Hints(owner, kept.hints.size(), kept.bytes, waited));
        });
        return waiting;
    }

    long bytes() {
        return bytes;
    }

    int count() {
        int count = 0;
        for (Kept kept : byOwner.values()) {
            count += kept.hints.size();
        }
        return count;
    }
}
