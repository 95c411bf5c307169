package dev.hearsay.api.request;

/** What travels on the client channel. */
public sealed interface ClientMessage permits ClientRequest, ClientReply {
    /** The attempt that it belongs to. */
    long id();
}
