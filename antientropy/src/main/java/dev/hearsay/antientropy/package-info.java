/**
 * Anti-entropy: finding what two replicas of a partition do not share.
 *
 * <p>Three strategies. {@code full-exchange} lists every key with its digest: the baseline. {@code merkle} first narrows the
 * partition down to the leaves of a hash tree that differ, then lists only those. {@code none} finds nothing.
 *
 * <p>Whoever is told to reconcile drives a {@link dev.hearsay.antientropy.Pass pass}: it asks, one question at a time, and the
 * peer answers each from what it holds at that moment and forgets that it was asked. So the answering side has no state to
 * bound or to expire, a lost message costs one pass and nothing else, and what is late or doubled is recognised by its number.
 * A pass is:
 *
 * <ol>
 *   <li>{@code merkle} only: root, then the children of the nodes that differ, level by level: D round trips;
 *   <li>a list of our (key, digest), in pages; answered by which of them differ, and which keys only the peer holds;
 *   <li>after a delay, the keys found, named once more with their present digests. What still differs is a difference and not a
 *       write on its way; each side offers what it holds of it.
 * </ol>
 *
 * <p>The third step also runs when {@code recheck} is 0, only without the delay: the d keys that differ cross the wire once
 * more, which is the price of an answerer that remembers nothing.
 */
package dev.hearsay.antientropy;
