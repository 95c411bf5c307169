package dev.hearsay.api.request;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Mutation;

/**
 * One operation, as a client asks for it.
 *
 * @param id unique per attempt among all clients; the reply carries it
 * @param key what it is about
 * @param mutation what to do to the key; null for a read
 * @param context what the client has seen of the key; ignored by reads
 * @param options what differs from the defaults
 * @param forwarded whether a node sent it on: it is not forwarded again
 */
public record ClientRequest(
        long id, Key key, Mutation mutation, Context context, RequestOptions options, boolean forwarded)
        implements ClientMessage {
    public boolean isRead() {
        return mutation == null;
    }

    /** The same request, sent on under another id. */
    public ClientRequest forward(long newId) {
        return new ClientRequest(newId, key, mutation, context, options, true);
    }
}
