package dev.hearsay.cli.reliability;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.View;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import java.util.List;
import java.util.SplittableRandom;

/** Who owns what in a cluster of real nodes, worked out without asking them: a node draws its tokens from its name. */
final class Placements {
    private final View view;

    Placements(RealNodes nodes) {
        ClassLoader loader = Placements.class.getClassLoader();
        NodeFactory factory = NodeFactory.of(HearsayConfig.load(ConfigFactory.empty(), Plugins.find(loader), loader));
        Topology topology = new Topology(1, List.of());
        for (int i = 0; i < nodes.count(); i++) {
            Member member = factory.member(
                    new Topology(1, List.of()),
                    new MemberId("node-" + i, 0),
                    nodes.address(i),
                    name -> new SplittableRandom(name.hashCode()));
            topology = topology.with(member);
        }
        view = factory.view(topology);
    }

    boolean owns(int node, Key key) {
        return view.replicas(key).owns(new MemberId("node-" + node, 0));
    }
}
