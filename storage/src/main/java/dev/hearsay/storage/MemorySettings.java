package dev.hearsay.storage;

/** The engine in memory has nothing to set; bound all the same, so that a key meant for another engine is refused. */
record MemorySettings() {}
