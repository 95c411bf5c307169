package dev.hearsay.transport.inmem.sim;

/** Something that will happen at a virtual time. It knows its place in the queue, so that it can be taken out of it. */
abstract class Event {
    /** Its number among all events ever queued; the order of events of one time. */
    long sequence;
    /** Place in the queue's heap; -1 when it is not in it. */
    int place = -1;

    /** Happens. */
    abstract void run();

    /** Goes into the digest of the run. */
    abstract long identity();
}
