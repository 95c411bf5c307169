/** The simulation: one queue of events in virtual time, a network whose every message meets a fate of its own, disks and faults. */
package dev.hearsay.transport.inmem.sim;
