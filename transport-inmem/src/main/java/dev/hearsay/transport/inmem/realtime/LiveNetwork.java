package dev.hearsay.transport.inmem.realtime;

import dev.hearsay.api.Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Connects the hosts of one JVM. Messages arrive in the order in which they were sent, and are lost only where too many wait. */
public final class LiveNetwork implements AutoCloseable {
    /** Messages that may wait for one host; one more is not taken. */
    public static final int MOST_WAITING = 10_000;

    private final Map<Address, LiveHost> hosts = new ConcurrentHashMap<>();

    /**
     * A new host, with a thread of its own. It takes the place of the one that had the address before, if that is closed.
     *
     * @throws IllegalStateException if a host with that address runs
     */
    public LiveHost host(Address address) {
        LiveHost host = new LiveHost(this, address);
        if (hosts.putIfAbsent(address, host) != null) {
            host.close();
            throw new IllegalStateException("a host runs at " + address + " already");
        }
        return host;
    }

    /** Null if no host runs there. */
    LiveHost at(Address address) {
        return hosts.get(address);
    }

    void remove(LiveHost host) {
        hosts.remove(host.address(), host);
    }

    @Override
    public void close() {
        hosts.values().forEach(LiveHost::close);
    }
}
