package dev.hearsay.api;

/**
 * Where a transport finds a node or a client: a host name or address, and a port. Inside one JVM the host is any name and the
 * port is 0. Looked up for every message, so it keeps its hash.
 */
public final class Address {
    private static final int MOST_PORT = 65_535;

    private final String host;
    private final int port;
    private final int hash;

    public Address(String host, int port) {
        this.host = host;
        this.port = port;
        this.hash = host.hashCode() * 31 + port;
    }

    /**
     * From {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException with a sentence
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isBlank() || !bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(text + " is no address; write host:port");
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 0 || port > MOST_PORT) {
                throw new IllegalArgumentException(text + " has no port between 0 and " + MOST_PORT);
            }
            return new Address(host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " has no port; write host:port", e);
        }
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
