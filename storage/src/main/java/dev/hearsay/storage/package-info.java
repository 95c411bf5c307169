/** Hearsay's storage: where cells rest. */
package dev.hearsay.storage;
