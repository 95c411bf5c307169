package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The links between all hosts of a run. */
public final class SimulatedNetwork {
    private final Simulation simulation;
    private final Map<Address, SimulatedHost> attached = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final SortedMap<String, ChannelCounts> counts = new TreeMap<>();
    private final List<Runnable> relinks = new ArrayList<>();
    private final long seed;
    private NetworkOptions options;

    SimulatedNetwork(Simulation simulation, NetworkOptions options) {
        this.simulation = simulation;
        this.options = options;
        this.seed = simulation.streams().hash("links");
    }

    public NetworkOptions options() {
        return options;
    }

    /** From now on messages meet these options; what is under way stays under way. */
    public void change(NetworkOptions next) {
        options = next;
        relinks.forEach(Runnable::run);
    }

    /** Messages sent from one host to the other are lost from now on; the other direction stays. */
    public void cut(Address from, Address to) {
        link(simulation.host(from), simulation.host(to)).blocked = true;
    }

    /** Every cut is undone. */
    public void heal() {
        for (Link link : links) {
            link.blocked = false;
        }
    }

    /** Costs by name of channel. */
    public SortedMap<String, ChannelCounts> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    ChannelCounts counts(String channel) {
        return counts.computeIfAbsent(channel, name -> new ChannelCounts());
    }

    void attach(SimulatedHost host) {
        attached.put(host.address(), host);
    }

    /** Null if nobody ever listened there. */
    SimulatedHost at(Address address) {
        return attached.get(address);
    }

    Link link(SimulatedHost from, SimulatedHost to) {
        Link link = from.linkTo(to);
        if (link == null) {
            long identity = Hash.mix(Hash.mix(seed, from.identity()), to.identity());
            Link made = new Link(identity, between(from, to));
            relinks.add(() -> made.options = between(from, to));
            links.add(made);
            from.linkTo(to, made);
            link = made;
        }
        return link;
    }

    private LinkOptions between(SimulatedHost from, SimulatedHost to) {
        return from == to && !options.loopback()
                ? LinkOptions.PERFECT
                : options.between(from.address().host(), to.address().host());
    }
}
