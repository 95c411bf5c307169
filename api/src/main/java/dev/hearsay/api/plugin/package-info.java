/**
 * How a strategy is found, named and configured. A provider is registered under {@code META-INF/services}, chosen by name in
 * the configuration, and handed its own section of it, bound strictly to a record.
 */
package dev.hearsay.api.plugin;
