package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Versioning;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Siblings, and updates that got lost. What a write had seen is taken from the values the client was shown, never from the
 * store's own clocks: a clock that claims too much is one of the things to be found.
 */
final class Conflicts {
    private final Versioning versioning;
    private final Long2ObjectHashMap<Operation> byNumber;
    private long readsWithValues;
    private long siblings;
    private int most;
    private long keysAtEnd;
    private long siblingsAtEnd;
    private boolean settled;

    Conflicts(Versioning versioning, Long2ObjectHashMap<Operation> byNumber) {
        this.versioning = versioning;
        this.byNumber = byNumber;
    }

    void read(List<Value> values) {
        if (values.isEmpty()) {
            return;
        }
        readsWithValues++;
        siblings += values.size();
        most = Math.max(most, values.size());
        pairs(values);
    }

    private void pairs(List<Value> values) {
        for (int i = 0; i < values.size(); i++) {
            Operation later = byNumber.get(values.get(i).number());
            for (int j = 0; later != null && j < values.size(); j++) {
                Operation earlier = byNumber.get(values.get(j).number());
                if (i != j && earlier != null && hadSeen(later, earlier)) {
                    later.falseSibling = true;
                }
            }
        }
    }

    /** Whether the write was given the other one's value to replace, or a context that covers it. */
    private boolean hadSeen(Operation later, Operation earlier) {
        if (later.replaced != null) {
            for (long number : later.replaced) {
                if (number == earlier.writeId()) {
                    return true;
                }
            }
            return false;
        }
        if (earlier.event == null || later.given().encodedSize() == 0) {
            return false;
        }
        return versioning.seen(later.given(), earlier.event.actor.actor) >= earlier.event.counter;
    }

    /** A write got its name: from now on what it had seen may rightly be gone. */
    void superseded(KeyHistory key, Operation write) {
        if (write.replaced != null) {
            for (long number : write.replaced) {
                Operation old = byNumber.get(number);
                if (old != null && old != write) {
                    old.superseded = true;
                }
            }
        } else if (write.given().encodedSize() > 0) {
            covered(key, write);
        }
    }

    /** The context came from elsewhere: the store's word is all there is. */
    private void covered(KeyHistory key, Operation write) {
        for (int i = 0; i < key.actorCount(); i++) {
            ActorHistory actor = key.actor(i);
            int end = actor.after(versioning.seen(write.given(), actor.actor));
            for (int j = 0; j < end; j++) {
                Operation old = actor.at(j).operation;
                if (old != null && old != write) {
                    old.superseded = true;
                }
            }
        }
    }

    /** @param merged what all replicas of the key together hold, once nothing moves any more */
    void atRest(Cell merged) {
        settled = true;
        List<Value> values = versioning.read(merged).values();
        for (int i = 0; i < values.size(); i++) {
            Operation write = byNumber.get(values.get(i).number());
            if (write != null) {
                write.live = true;
            }
        }
        pairs(values);
        keysAtEnd += values.isEmpty() ? 0 : 1;
        siblingsAtEnd += values.size();
    }

    void into(Measured out, List<Operation> writes, boolean causality) {
        long acknowledged = 0;
        long lost = 0;
        long confused = 0;
        for (int i = 0; i < writes.size(); i++) {
            Operation write = writes.get(i);
            if (write.kind() == OperationKind.WRITE && write.isDone()) {
                acknowledged++;
                lost += write.live || write.superseded ? 0 : 1;
            }
            confused += write.falseSibling ? 1 : 0;
        }
        out.ratio(Catalogue.SIBLINGS_MEAN, siblings, readsWithValues);
        out.put(Catalogue.SIBLINGS_MAX, readsWithValues == 0 ? Double.NaN : most);
        if (causality) {
            out.ratio(Catalogue.FALSE_CONCURRENCY, confused, writes.size());
        }
        if (settled) {
            out.ratio(Catalogue.SIBLINGS_AT_END, siblingsAtEnd, keysAtEnd);
        }
        if (settled && causality) {
            out.count(Catalogue.LOST_UPDATES, lost);
            out.ratio(Catalogue.LOST_UPDATE_RATE, lost, acknowledged);
        }
    }
}
