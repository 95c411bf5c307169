/** Hearsay's cli: the hearsay command. */
package dev.hearsay.cli;
