/** Hearsay's transport-inmem: a network inside one JVM, in real or in virtual time. */
package dev.hearsay.transport.inmem;
