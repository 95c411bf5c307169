package dev.hearsay.observer.measure;

import dev.hearsay.api.protocol.ReconcileOutcome;

/** How often each mechanism did something. A mechanism that never ran has shown nothing. */
final class Repairs {
    long hinted;
    long handedOff;
    long hintsDropped;
    long readRepairs;
    long offers;
    long suspicions;
    private long reconciled;
    private long inSync;
    private long abandoned;

    void reconciled(ReconcileOutcome outcome) {
        reconciled++;
        inSync += outcome == ReconcileOutcome.IN_SYNC ? 1 : 0;
        abandoned += outcome == ReconcileOutcome.ABANDONED ? 1 : 0;
    }

    void into(Measured out) {
        out.count(Catalogue.HINTS_STORED, hinted);
        out.count(Catalogue.HINTS_DELIVERED, handedOff);
        out.count(Catalogue.HINTS_DROPPED, hintsDropped);
        out.count(Catalogue.READ_REPAIRS, readRepairs);
        out.count(Catalogue.OFFERS, offers);
        out.count(Catalogue.RECONCILIATIONS, reconciled);
        out.ratio(Catalogue.RECONCILIATIONS_IN_SYNC, inSync, reconciled);
        out.ratio(Catalogue.RECONCILIATIONS_ABANDONED, abandoned, reconciled);
        out.count(Catalogue.SUSPICIONS, suspicions);
    }
}
