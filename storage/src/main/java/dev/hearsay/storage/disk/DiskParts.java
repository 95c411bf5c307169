package dev.hearsay.storage.disk;

import dev.hearsay.api.rule.Versioning;

/** What the spaces of one engine share. */
public record DiskParts(Versioning versioning, DiskHealth health, Quarantine quarantine, CellRing ring) {}
