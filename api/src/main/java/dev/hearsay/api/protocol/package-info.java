/**
 * Protocols: conversations between nodes. A protocol lives on one lane: no two calls overlap and none blocks. It acts only
 * through the host it is given at {@code start}, and learns of time and chance only through that host's environment, so a
 * test can hand it a recording host and assert the list of effects.
 */
package dev.hearsay.api.protocol;
