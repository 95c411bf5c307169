/** Hearsay's client: the Java client. */
package dev.hearsay.client;
