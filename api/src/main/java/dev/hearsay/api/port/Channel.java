package dev.hearsay.api.port;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One kind of traffic between nodes. Costs are counted per channel, so mechanisms that are to be told apart (quorum, read
 * repair, hints, anti-entropy, membership) use channels of their own.
 *
 * @param name unique within a node
 * @param version rises with every incompatible change of the codec
 * @param type of its messages
 * @param identity names a message by what it is about (operation, replica, leg), not by when it was sent; a simulated network
 *     draws the message's fate from it, so that two designs that send the same message meet the same delay. 0 if the message
 *     has no such name: its fate then depends on how many messages its link carried before
 * @param leg which part of an operation a message is
 */
public record Channel<M>(
        String name, int version, Class<M> type, Codec<M> codec, ToLongFunction<M> identity, Function<M, Leg> leg) {
    public Channel(String name, int version, Class<M> type, Codec<M> codec, ToLongFunction<M> identity) {
        this(name, version, type, codec, identity, message -> Leg.NONE);
    }

    public Channel(String name, int version, Class<M> type, Codec<M> codec) {
        this(name, version, type, codec, message -> 0);
    }
}
