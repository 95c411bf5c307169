package dev.hearsay.api.plugin;

import dev.hearsay.api.rule.Versioning;

/** What a provider is given to make a strategy from. */
public interface Assembly {
    /**
     * The strategy's own section, bound strictly to a record: every component present, no key left over, durations and sizes
     * with units. Validation beyond that belongs into the record's compact constructor, as
     * {@link IllegalArgumentException} with a sentence.
     *
     * @throws ConfigurationException naming file, line, key and the nearest known name
     */
    <R extends Record> R settings(Class<R> type);

    /** The versioning in use, for strategies that encode cells. Not available while the versioning itself is made. */
    Versioning versioning();
}
