package dev.hearsay.antientropy;

/** There is nothing to set; bound all the same, so that a key meant for another strategy is refused. */
record NoneSettings() {}
