/**
 * Ports: the only contracts whose implementations touch the world. Time, chance and timers come from an
 * {@link dev.hearsay.api.port.Environment}, messages travel by a {@link dev.hearsay.api.port.Transport}, cells rest in a
 * {@link dev.hearsay.api.port.StorageEngine}. The same node runs in virtual time, in real time inside one JVM, and as a
 * process, because nothing above the ports can tell which it is.
 */
package dev.hearsay.api.port;
