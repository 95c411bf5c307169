package dev.hearsay.node;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.NodeSettings;
import dev.hearsay.node.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes the nodes of one configuration. The injector is paid for once; nodes are plain objects. Safe to use from several threads,
 * as runs of one suite do.
 */
public final class NodeFactory {
    private static final int VIEWS_KEPT = 32;

    private final HearsayConfig config;
    private final NodeSettings settings;
    private final Versioning versioning;
    private final Partitioner partitioner;
    private final QuorumPolicy policy;
    private final Provider<Membership> memberships;
    private final Provider<FailureDetector> detectors;
    private final Provider<AntiEntropy> antiEntropies;
    private final Provider<StorageEngine> storages;
    private final Map<Topology, View> views = new LinkedHashMap<>();

    /** What Guice fills in. */
    static final class Injected {
        @Inject
        NodeSettings settings;

        @Inject
        Versioning versioning;

        @Inject
        Partitioner partitioner;

        @Inject
        QuorumPolicy policy;

        @Inject
        Provider<Membership> memberships;

        @Inject
        Provider<FailureDetector> detectors;

        @Inject
        Provider<AntiEntropy> antiEntropies;

        @Inject
        Provider<StorageEngine> storages;
    }

    private NodeFactory(HearsayConfig config, Injected injected) {
        this.config = config;
        settings = injected.settings;
        versioning = injected.versioning;
        partitioner = injected.partitioner;
        policy = injected.policy;
        memberships = injected.memberships;
        detectors = injected.detectors;
        antiEntropies = injected.antiEntropies;
        storages = injected.storages;
    }

    /** @throws ConfigurationException if a strategy refuses its settings, or two do not go together */
    public static NodeFactory of(HearsayConfig config) {
        try {
            var injector = Guice.createInjector(Stage.DEVELOPMENT, new Wiring(config));
            NodeFactory factory = new NodeFactory(config, injector.getInstance(Injected.class));
            factory.trial();
            return factory;
        } catch (ProvisionException e) {
            throw cause(e);
        } catch (CreationException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(RuntimeException wiring) {
        Throwable cause = wiring;
        while (cause != null && !(cause instanceof ConfigurationException)) {
            cause = cause.getCause();
        }
        return cause == null ? wiring : (ConfigurationException) cause;
    }

    /** Makes one of each, so that wrong settings are found before anything runs. */
    private void trial() {
        memberships.get();
        detectors.get();
        antiEntropies.get();
        storages.get().close();
    }

    public NodeSettings settings() {
        return settings;
    }

    public Versioning versioning() {
        return versioning;
    }

    public QuorumPolicy policy() {
        return policy;
    }

    /** A storage engine of the configured kind, for one node. */
    public StorageEngine storage() {
        return storages.get();
    }

    /**
     * The topology of a cluster whose members all start together.
     *
     * @param addresses where they listen; the host names are their names
     * @param chance a random stream for each name, from which its tokens are drawn
     */
    public Topology founders(List<Address> addresses, Function<String, RandomGenerator> chance) {
        Topology topology = new Topology(1, List.of());
        List<Member> founders = new ArrayList<>();
        for (Address address : addresses) {
            founders.add(member(topology, new MemberId(address.host(), 0), address, chance));
        }
        return new Topology(1, founders);
    }

    /** The record of a member, with the tokens that it claims. */
    public Member member(Topology topology, MemberId id, Address address, Function<String, RandomGenerator> chance) {
        String name = id.name();
        Map<String, String> labels = settings.membership().labels().getOrDefault(name, new TreeMap<>());
        Member bare = new Member(id, address, Member.State.UP, 1, List.of(), labels);
        return new Member(
                id,
                address,
                bare.state(),
                bare.version(),
                partitioner.claim(topology, bare, chance.apply(name)),
                labels);
    }

    /**
     * Looks at the labels before anything starts.
     *
     * @param names of all members
     * @throws ConfigurationException if somebody is labelled who is none of these, or the partitioner refuses a label
     */
    public void checkLabels(List<String> names) {
        for (String labelled : settings.membership().labels().keySet()) {
            ConfigValue at =
                    config.config().getObject("hearsay.membership.labels").get(labelled);
            if (!names.contains(labelled)) {
                throw new ConfigurationException(Origins.at(at) + "hearsay.membership.labels names " + labelled
                        + ", which is no member" + Nearest.question(labelled, names));
            }
            try {
                member(
                        new Topology(1, List.of()),
                        new MemberId(labelled, 0),
                        new Address(labelled, 0),
                        name -> new SplittableRandom(0));
            } catch (ConfigurationException e) {
                throw new ConfigurationException(Origins.at(at) + e.getMessage(), e);
            }
        }
    }

    /** The placement of a topology; a few are kept, since all nodes of a cluster ask for the same. */
    public synchronized View view(Topology topology) {
        for (View kept : views.values()) {
            if (kept.topology() == topology) {
                return kept;
            }
        }
        View view = views.get(topology);
        if (view == null) {
            view = new View(
                    topology, partitioner.place(topology, settings.quorum().n()));
            if (views.size() >= VIEWS_KEPT) {
                views.remove(views.keySet().iterator().next());
            }
            views.put(topology, view);
        }
        return view;
    }

    /**
     * One life of one member.
     *
     * @param self its record; part of {@code known}
     * @param known the cluster as it knew it last
     */
    public Node create(Member self, Topology known, NodePorts ports, NodeListener listener) {
        Arc arc = ports.arc();
        NodeParts parts = new NodeParts(
                self.id(),
                settings.share(arc.of()),
                ports,
                versioning,
                topology -> view(topology).in(arc),
                listener);
        Strategies strategies = new Strategies(memberships.get(), detectors.get(), antiEntropies.get(), policy);
        return new Node(parts, self, known, strategies);
    }
}
