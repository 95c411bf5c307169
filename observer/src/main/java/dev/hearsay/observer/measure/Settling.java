package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.Versioning;

/** How far the replicas differ, and when they stop. A node that is down is left out. */
final class Settling {
    private static final long NEVER = -1;

    private final Versioning versioning;
    private final KeyHistory[] keys;
    private long calmSince = NEVER;
    private long equalSince = NEVER;
    private boolean asked;
    /** What differed a moment ago most likely still does. */
    private int firstToLookAt;

    private double most = Double.NaN;
    private double atEnd = Double.NaN;

    Settling(Versioning versioning, KeyHistory[] keys) {
        this.versioning = versioning;
        this.keys = keys;
    }

    /** Nothing disturbs the replicas any more from now on. */
    void calm(long nanos) {
        calmSince = nanos;
        equalSince = NEVER;
    }

    double sample(ReplicaView view) {
        double divergence = divergence(view);
        most = Double.isNaN(most) ? divergence : Math.max(most, divergence);
        return divergence;
    }

    void atEnd(ReplicaView view) {
        atEnd = sample(view);
    }

    private double divergence(ReplicaView view) {
        Behind behind = new Behind();
        for (KeyHistory key : keys) {
            if (key.firstCommitted != WriteEvent.NEVER) {
                behind.key = key;
                view.cells(key.key, behind);
            }
        }
        return behind.pairs == 0 ? 0 : (double) behind.lacking / behind.pairs;
    }

    /** Counts the replicas that do not cover all committed writes of their key. */
    private final class Behind implements ReplicaView.Visitor {
        KeyHistory key;
        long pairs;
        long lacking;

        @Override
        public void visit(MemberId owner, Cell cell) {
            if (cell == null) {
                return;
            }
            pairs++;
            Context context = versioning.read(cell).context();
            for (int i = 0; i < key.actorCount(); i++) {
                ActorHistory actor = key.actor(i);
                if (actor.committed > 0 && versioning.seen(context, actor.actor) < actor.committed) {
                    lacking++;
                    return;
                }
            }
        }
    }

    boolean settled(ReplicaView view, long nanos) {
        asked = true;
        for (int i = 0; i < keys.length; i++) {
            int index = (firstToLookAt + i) % keys.length;
            if (differs(keys[index], view)) {
                firstToLookAt = index;
                equalSince = NEVER;
                return false;
            }
        }
        if (equalSince == NEVER) {
            equalSince = nanos;
        }
        return true;
    }

    private static boolean differs(KeyHistory key, ReplicaView view) {
        Differing differing = new Differing();
        if (key.actorCount() > 0) {
            view.cells(key.key, differing);
        }
        return differing.differ;
    }

    private static final class Differing implements ReplicaView.Visitor {
        Cell first;
        boolean differ;

        @Override
        public void visit(MemberId owner, Cell cell) {
            if (cell == null) {
                return;
            }
            if (first == null) {
                first = cell;
            } else if (!first.equals(cell)) {
                differ = true;
            }
        }
    }

    /** @param lastWrite when the last write ended, for a run that was never told to be calm */
    void into(Measured out, long lastWrite) {
        out.put(Catalogue.DIVERGENCE_MAX, most);
        out.put(Catalogue.DIVERGENCE_AT_END, atEnd);
        if (asked) {
            boolean converged = equalSince != NEVER;
            long from = calmSince == NEVER ? lastWrite : calmSince;
            out.count(Catalogue.CONVERGED, converged ? 1 : 0);
            out.millis(Catalogue.CONVERGENCE_TIME, converged ? Math.max(0, equalSince - from) : Double.NaN);
        }
    }
}
