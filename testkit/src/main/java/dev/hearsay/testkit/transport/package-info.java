/** The contract suite of transports, whether their time is real or not. */
package dev.hearsay.testkit.transport;
