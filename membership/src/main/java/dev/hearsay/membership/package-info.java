/**
 * Who is in the cluster, and who answers: the protocols {@code static} and {@code gossip}, the detectors {@code timeout} and
 * {@code phi-accrual}.
 */
package dev.hearsay.membership;
