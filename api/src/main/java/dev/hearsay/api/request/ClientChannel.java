package dev.hearsay.api.request;

import dev.hearsay.api.port.Channel;

/** The channel between clients and nodes, and between a node and the one it forwards to. */
public final class ClientChannel {
    /** A reply travels another leg than its request, and so meets another fate. */
    public static final Channel<ClientMessage> CHANNEL = new Channel<>(
            "client",
            1,
            ClientMessage.class,
            new ClientCodec(),
            message -> message.id() * 4 + (message instanceof ClientReply ? 2 : 1));

    private ClientChannel() {}
}
