/** Hearsay's antientropy: what two replicas do not share. */
package dev.hearsay.antientropy;
