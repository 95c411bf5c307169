package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The links between all hosts of a run. The options of a link are looked up once, when its first message is sent, and again when
 * the options change; after that a message costs array accesses and arithmetic.
 */
public final class SimulatedNetwork {
    private final Simulation simulation;
    private final Map<Address, SimulatedHost> attached = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final SortedMap<String, ChannelCounts> counts = new TreeMap<>();
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

    /** From now on messages meet these options; what is under way stays under way, and what is cut stays cut. */
    public void change(NetworkOptions next) {
        options = next;
        for (Link link : links) {
            link.become(between(link.from, link.to));
        }
    }

    /** Messages sent from one host to the other are lost from now on; the other direction stays. */
    public void cut(Address from, Address to) {
        link(simulation.host(from), simulation.host(to)).blocked = true;
    }

    /** A partition one way: what any of the first send to any of the second is lost from now on. */
    public void cut(Collection<Address> from, Collection<Address> to) {
        for (Address sender : from) {
            for (Address receiver : to) {
                cut(sender, receiver);
            }
        }
    }

    /** A partition both ways. */
    public void partition(Collection<Address> one, Collection<Address> other) {
        cut(one, other);
        cut(other, one);
    }

    /** This cut is undone, one way. */
    public void heal(Address from, Address to) {
        link(simulation.host(from), simulation.host(to)).blocked = false;
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
        return counts.computeIfAbsent(channel, name -> new ChannelCounts(counts.size(), name));
    }

    void attach(SimulatedHost host) {
        attached.put(host.address(), host);
    }

    /** The way to whoever listens there; null if nobody ever did. */
    Link link(SimulatedHost from, Address to) {
        Link recent = from.recentLink(to);
        if (recent != null) {
            return recent;
        }
        SimulatedHost target = attached.get(to);
        if (target == null) {
            return null;
        }
        Link link = link(from, target);
        from.recentLink(link);
        return link;
    }

    private Link link(SimulatedHost from, SimulatedHost to) {
        Link link = from.linkTo(to);
        if (link == null) {
            long identity = Hash.mix(Hash.mix(seed, from.identity()), to.identity());
            link = new Link(from, to, identity, between(from, to));
            links.add(link);
            from.linkTo(to, link);
        }
        return link;
    }

    private LinkOptions between(SimulatedHost from, SimulatedHost to) {
        return from == to && !options.loopback()
                ? LinkOptions.PERFECT
                : options.between(from.address().host(), to.address().host());
    }
}
