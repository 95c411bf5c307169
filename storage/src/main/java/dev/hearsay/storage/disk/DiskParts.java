package dev.hearsay.storage.disk;

import dev.hearsay.api.Arc;
import dev.hearsay.api.rule.Versioning;

/**
 * What the spaces of one engine share, or those that one lane has of it.
 *
 * @param arc what they count the keys of
 */
public record DiskParts(Versioning versioning, DiskHealth health, Quarantine quarantine, CellRing ring, Arc arc) {
    public DiskParts(Versioning versioning, DiskHealth health, Quarantine quarantine, CellRing ring) {
        this(versioning, health, quarantine, ring, Arc.RING);
    }

    /** The same of another part of the ring. */
    public DiskParts of(Arc other) {
        return new DiskParts(versioning, health, quarantine, ring, other);
    }

    /** Those of one lane of several, which keeps recent cells of its own. */
    public DiskParts lane(Arc share, CellRing own) {
        return new DiskParts(versioning, health, quarantine, own, share);
    }
}
