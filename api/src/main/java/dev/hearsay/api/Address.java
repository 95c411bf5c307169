package dev.hearsay.api;

/**
 * Where a transport finds a node or a client: a host name or address, and a port. Inside one JVM the host is any name and the
 * port is 0. Looked up for every message, so it keeps its hash.
 */
public final class Address {
    private final String host;
    private final int port;
    private final int hash;

    public Address(String host, int port) {
        this.host = host;
        this.port = port;
        this.hash = host.hashCode() * 31 + port;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Address address
                        && hash == address.hash
                        && port == address.port
                        && host.equals(address.host);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return port == 0 ? host : host + ":" + port;
    }
}
