/** Hearsay's versioning: how writes to one key are ordered or kept side by side. */
package dev.hearsay.versioning;
