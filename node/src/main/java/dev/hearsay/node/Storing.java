package dev.hearsay.node;

/** The parts of a node that keep cells. */
record Storing(Replica replica, Minted minted, Hints hints, Repairs repairs, Refills refills) {}
