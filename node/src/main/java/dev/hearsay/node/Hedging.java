package dev.hearsay.node;

import dev.hearsay.node.wiring.HedgeSettings;

/**
 * How many of the replicas that the policy names a read asks at once (Dean and Barroso, <i>The Tail at Scale</i>, CACM 2013). All, and
 * the quickest count; or as many as it needs, this node's own first, and one more if they take long. The extra questions are
 * limited to a share of the reads: when every replica is slow, asking more makes it worse.
 */
final class Hedging {
    /** Questions that may be saved up for a bad moment. */
    private static final double MOST_SAVED = 100;

    private final NodeParts parts;
    private final HedgeSettings settings;
    private double saved = MOST_SAVED;

    Hedging(NodeParts parts) {
        this.parts = parts;
        this.settings = parts.settings().coordinator().hedge();
    }

    /** A read begins: whether it holds back. */
    boolean begins() {
        if (settings.ask() == HedgeSettings.Ask.ALL) {
            return false;
        }
        saved = Math.min(MOST_SAVED, saved + settings.budget());
        return true;
    }

    /** Whether one more may be asked, because those that were asked take long. */
    boolean affords() {
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }

    /**
     * Of the ranks that the policy wants asked and that were not, those to ask now.
     *
     * @param read holds back
     */
    long first(Operation.Read read, long wanted) {
        int missing = read.intent.required() + read.extra - Long.bitCount(read.asked() & ~read.failed());
        long chosen = 0;
        if (missing > 0) {
            int own = read.replicas.rankOf(parts.self());
            if (own >= 0 && (wanted & 1L << own) != 0) {
                chosen = 1L << own;
                missing--;
            }
        }
        for (long rest = wanted & ~chosen; rest != 0 && missing > 0; rest &= rest - 1, missing--) {
            chosen |= rest & -rest;
        }
        return chosen;
    }
}
