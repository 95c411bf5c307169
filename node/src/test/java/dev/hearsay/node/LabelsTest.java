package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final List<String> NAMES = List.of("node-0", "node-1", "node-2");

    private static NodeFactory factory(String labels) {
        ClassLoader loader = LabelsTest.class.getClassLoader();
        String config = "hearsay {\n partitioner { use = token-ring, token-ring.tokens = 10 }\n membership.labels {\n  "
                + labels + "\n }\n}";
        ConfigParseOptions file = ConfigParseOptions.defaults().setOriginDescription("mine.conf");
        return NodeFactory.of(
                HearsayConfig.load(ConfigFactory.parseString(config, file), Plugins.find(loader), loader));
    }

    @Test
    void aMemberOfMoreWeightClaimsMoreOfTheRing() {
        NodeFactory factory = factory("node-1 { weight = 2.5, zone = east }");
        factory.checkLabels(NAMES);
        Topology founders = factory.founders(
                NAMES.stream().map(name -> new Address(name, 0)).toList(), name -> new SplittableRandom(1));
        assertThat(founders.members())
                .extracting(member -> member.tokens().size())
                .containsExactly(10, 25, 10);
        assertThat(founders.byName("node-1").map(Member::labels).orElseThrow()).containsEntry("zone", "east");
    }

    @Test
    void aLabelOfNobodyIsRefused() {
        assertThatThrownBy(() -> factory("node-7 { weight = 2 }").checkLabels(NAMES))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mine.conf: 4: hearsay.membership.labels names node-7, which is no member;"
                        + " did you mean node-0?");
    }

    @Test
    void aWeightThatIsNoneIsRefused() {
        assertThatThrownBy(() -> factory("node-1 { weight = heavy }").checkLabels(NAMES))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mine.conf: 4: the label weight of node-1 must be a number above 0, not heavy");
    }
}
