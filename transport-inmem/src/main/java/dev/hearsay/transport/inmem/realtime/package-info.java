/** Hosts inside one JVM that run in real time: a thread for each, and a network that is a method call away. For tests of programs. */
package dev.hearsay.transport.inmem.realtime;
