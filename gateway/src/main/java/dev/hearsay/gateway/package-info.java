/**
 * The store over HTTP: keys, the state of a node, its metrics. It asks the cluster as any other client does, and knows nothing of the
 * node in whose process it runs.
 *
 * <p>Everything runs on one event loop, and no request holds a thread. What can grow is bounded: requests under way, the bytes of their
 * bodies, connections. A value is never logged.
 */
package dev.hearsay.gateway;
