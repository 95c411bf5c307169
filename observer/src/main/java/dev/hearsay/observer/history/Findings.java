package dev.hearsay.observer.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a check found. */
public final class Findings {
    /** What it all comes to. */
    public enum Verdict {
        PASS,
        FAIL,
        /** Something that could not be looked at, or not to the end, may hide a fault. */
        UNKNOWN
    }

    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, Witness> witnesses = new EnumMap<>(Fault.class);
    private final boolean cut;
    long operations;
    long acknowledgedWrites;
    long judgedReads;
    long readsAfterOwnWrite;
    long readsAfterRead;
    long keys;
    long keysNotRead;
    long keysTooWide;

    Findings(boolean cut) {
        this.cut = cut;
    }

    void found(Fault fault, int weight, Supplier<Witness> witness) {
        counts.merge(fault, 1L, Long::sum);
        Witness lightest = witnesses.get(fault);
        if (lightest == null || lightest.weight() > weight) {
            witnesses.put(fault, witness.get());
        }
    }

    public long count(Fault fault) {
        return counts.getOrDefault(fault, 0L);
    }

    /** Of the key with the fewest operations; null if there is no such fault. */
    public Witness witness(Fault fault) {
        return witnesses.get(fault);
    }

    /** @param fresh whether what strict quorums with R + W > N promise is asked as well */
    public Verdict verdict(boolean fresh) {
        boolean wrong = counts.keySet().stream()
                .anyMatch(fault ->
                        fault.promise() == Fault.Promise.ALWAYS || fresh && fault.promise() == Fault.Promise.OVERLAP);
        if (wrong && !cut) {
            return Verdict.FAIL;
        }
        return wrong || cut || keysNotRead > 0 || keysTooWide > 0 ? Verdict.UNKNOWN : Verdict.PASS;
    }

    /** Whether the history ends before the load did. */
    public boolean isCut() {
        return cut;
    }

    public long operations() {
        return operations;
    }

    public long acknowledgedWrites() {
        return acknowledgedWrites;
    }

    /** Done reads. */
    public long judgedReads() {
        return judgedReads;
    }

    /** Done reads by a client that had written the key. */
    public long readsAfterOwnWrite() {
        return readsAfterOwnWrite;
    }

    /** Done reads by a client that had read the key. */
    public long readsAfterRead() {
        return readsAfterRead;
    }

    public long keys() {
        return keys;
    }

    /** Keys whose last state is not known. */
    public long keysNotRead() {
        return keysNotRead;
    }

    /** Keys with more writes side by side than are followed. */
    public long keysTooWide() {
        return keysTooWide;
    }
}
