/**
 * The Java client. It needs the contracts and a transport, not the node.
 *
 * <p>{@link dev.hearsay.client.HearsayClient} is the one for programs: over TCP, for any number of threads. Its parts, all on one lane: {@code
 * Submissions} hands calls over, {@code Requests} sends them and decides what is sent again, {@code Nodes} knows whom to ask, {@code
 * Deadlines} when to look at what, {@code Questions} asks nodes what they know. {@code BoundContexts} stands at the edge.
 *
 * <p>{@link dev.hearsay.client.Client} is the bare one: any transport, virtual time as well, one attempt, and whatever route it is told.
 */
package dev.hearsay.client;
