package dev.hearsay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.hearsay.api.Address;
import dev.hearsay.observer.condition.ConditionSettings;
import dev.hearsay.observer.condition.Probability;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What befalls the messages of one node to another, in the words of a suite's condition; the one line in which a cluster's command tells it
 * to a node's process.
 *
 * @param cut whether all are lost
 * @param legs delays by leg of an operation, where they differ
 * @param bandwidth bytes per second; 0: no limit
 */
record LinkFaults(
        Address to,
        boolean cut,
        String delay,
        Map<String, String> legs,
        double drop,
        double duplicate,
        double reorder,
        boolean ordered,
        long bandwidth) {
    /** Of a condition, for one pair of nodes, numbered from 0. */
    static LinkFaults of(ConditionSettings condition, int from, int to, Address address) {
        String delay = condition.delay();
        String drop = condition.drop();
        for (int i = condition.links().size() - 1; i >= 0; i--) {
            ConditionSettings.Link link = condition.links().get(i);
            if (link.senders().contains(from) && link.receivers().contains(to)) {
                delay = link.delay();
                drop = link.drop();
            }
        }
        Map<String, String> legs = new LinkedHashMap<>();
        legs.put("WRITE", condition.legs().write());
        legs.put("WRITE_ACK", condition.legs().writeAck());
        legs.put("READ", condition.legs().read());
        legs.put("READ_REPLY", condition.legs().readReply());
        legs.values().removeIf(String::isEmpty);
        return new LinkFaults(
                address,
                false,
                delay,
                legs,
                Probability.parse("drop", drop),
                Probability.parse("duplicate", condition.duplicate()),
                Probability.parse("reorder", condition.reorder()),
                condition.ordered(),
                condition.bandwidth().bytes());
    }

    LinkFaults cut(boolean now) {
        return new LinkFaults(to, now, delay, legs, drop, duplicate, reorder, ordered, bandwidth);
    }

    String line() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("to", to.toString());
        fields.put("cut", cut);
        fields.put("delay", delay);
        fields.put("legs", legs);
        fields.put("drop", drop);
        fields.put("duplicate", duplicate);
        fields.put("reorder", reorder);
        fields.put("ordered", ordered);
        fields.put("bandwidth", bandwidth);
        return ConfigValueFactory.fromMap(fields).render(ConfigRenderOptions.concise());
    }

    /** @throws RuntimeException if it is no such line */
    static LinkFaults parse(String line) {
        Config fields = ConfigFactory.parseString(line);
        Map<String, String> legs = new LinkedHashMap<>();
        fields.getObject("legs")
                .forEach((leg, delay) -> legs.put(leg, delay.unwrapped().toString()));
        return new LinkFaults(
                Address.parse(fields.getString("to")),
                fields.getBoolean("cut"),
                fields.getString("delay"),
                legs,
                fields.getDouble("drop"),
                fields.getDouble("duplicate"),
                fields.getDouble("reorder"),
                fields.getBoolean("ordered"),
                fields.getLong("bandwidth"));
    }
}
