package dev.hearsay.transport.tcp;

/** Whose business a message is that came over a connection of another lane: those of clients carry the keys of all lanes. */
public interface LaneRouting {
    /** The lane that a message is for; -1 if it is for the one to which it came. */
    int laneOf(Object message);

    /** What its sender is told if that lane has too much to do; null for nothing. Of the same channel. */
    Object refusal(Object message);
}
