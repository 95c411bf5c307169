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
 * @param detailed whether the answer is to say which replicas it rests on
 */
public record ClientRequest(
        long id,
        Key key,
        Mutation mutation,
        Context context,
        RequestOptions options,
        boolean forwarded,
        boolean detailed)
        implements ClientMessage {
    public ClientRequest(
            long id, Key key, Mutation mutation, Context context, RequestOptions options, boolean forwarded) {
        this(id, key, mutation, context, options, forwarded, false);
    }

    public boolean isRead() {
        return mutation == null;
    }

    /** The same request, sent on under another id. */
    public ClientRequest forward(long newId) {
        return new ClientRequest(newId, key, mutation, context, options, true, detailed);
    }
}
