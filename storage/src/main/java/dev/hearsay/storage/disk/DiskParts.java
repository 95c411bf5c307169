package dev.hearsay.storage.disk;

import dev.hearsay.api.rule.Versioning;

/**
 * What the spaces of one engine share.
 *
 * @param cellCache bytes of decoded cells that each space keeps
 */
public record DiskParts(Versioning versioning, DiskHealth health, Quarantine quarantine, long cellCache) {}
