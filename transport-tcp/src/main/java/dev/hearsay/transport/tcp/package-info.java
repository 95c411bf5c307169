/** Hearsay's transport-tcp: messages between processes. */
package dev.hearsay.transport.tcp;
