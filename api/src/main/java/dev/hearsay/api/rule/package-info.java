/**
 * Rules: pure functions of what they are given. A rule sends nothing, reads no clock, holds no thread and draws no chance
 * of its own; a {@link dev.hearsay.api.rule.FailureDetector} additionally remembers the evidence it was given.
 *
 * <p>Same arguments, same answer, on every node and in every JVM: no rule may let the iteration order of a hash table, an
 * identity hash code or the locale reach its result.
 */
package dev.hearsay.api.rule;
