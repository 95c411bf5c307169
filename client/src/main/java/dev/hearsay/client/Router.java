package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;

/** Picks the node that is to coordinate a request. */
@FunctionalInterface
public interface Router {
    /** @return the node to ask, or null if none is left */
    Address route(Key key, long request);
}
