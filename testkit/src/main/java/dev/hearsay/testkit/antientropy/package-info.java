/**
 * The contract suite for anti-entropy, {@link dev.hearsay.testkit.antientropy.AntiEntropyContract}, and the stage it plays on: a
 * {@link dev.hearsay.testkit.antientropy.ReplicaGroup} in virtual time, whose network encodes every message and can be told what
 * to do to it.
 */
package dev.hearsay.testkit.antientropy;
