package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Leg;

/**
 * What befalls messages between nodes on purpose. Asked on the lane, once for each message that one node sends to another: never about
 * clients, and never about what a node says to itself. A message is lost, late or doubled as a whole; what arrives is what was sent.
 */
@FunctionalInterface
public interface MessageFaults {
    /** @return how many nanoseconds each copy of the message is held back; no copy: it is lost on the way */
    long[] fate(Address to, Leg leg, int bytes);
}
