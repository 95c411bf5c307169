package dev.hearsay.benchmarks;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Topology;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is measured: the strategies of a configuration, wired as a node has them, and things for them to work on. */
final class Design {
    static final int VALUE_BYTES = 1024;

    private Design() {}

    static NodeFactory factory(String settings) {
        ClassLoader loader = Design.class.getClassLoader();
        return NodeFactory.of(HearsayConfig.load(ConfigFactory.parseString(settings), Plugins.find(loader), loader));
    }

    static Topology topology(NodeFactory factory, int nodes) {
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            addresses.add(new Address("node-" + i, 0));
        }
        return factory.founders(addresses, name -> new SplittableRandom(name.hashCode()));
    }

    static Mutation put(long number) {
        byte[] bytes = new byte[VALUE_BYTES];
        new SplittableRandom(number).nextBytes(bytes);
        return Mutation.put(Value.of(bytes));
    }

    static Event event(String node) {
        return new Event(new MemberId(node, 1), "client", 1_000);
    }
}
