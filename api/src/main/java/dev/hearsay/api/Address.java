package dev.hearsay.api;

/**
 * Where a transport finds a node or a client.
 *
 * @param host a host name or address; inside one JVM, any name
 * @param port a port, 0 inside one JVM
 */
public record Address(String host, int port) {
    @Override
    public String toString() {
        return port == 0 ? host : host + ":" + port;
    }
}
