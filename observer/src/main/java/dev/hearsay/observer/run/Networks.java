package dev.hearsay.observer.run;

import dev.hearsay.observer.condition.ConditionSettings;
import dev.hearsay.observer.condition.Probability;
import dev.hearsay.observer.measure.CostCounters;
import dev.hearsay.transport.inmem.sim.ChannelCounts;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions.Special;
import dev.hearsay.transport.inmem.sim.SimulatedNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Between conditions and the simulated network. */
final class Networks {
    private Networks() {}

    /** Between nodes as the condition says, a node's messages to itself included; between clients and nodes a delay, no more. */
    static NetworkOptions of(ConditionSettings settings, int nodes) {
        LinkOptions usual = new LinkOptions(
                Delay.parse(settings.delay()),
                settings.legs().delays(),
                Probability.parse("drop", settings.drop()),
                Probability.parse("duplicate", settings.duplicate()),
                Probability.parse("reorder", settings.reorder()),
                settings.ordered(),
                settings.bandwidth().bytes());
        Delay clientDelay = Delay.parse(settings.clientDelay());
        LinkOptions clients = new LinkOptions(clientDelay, 0, 0, 0, true, 0);
        List<Special> exceptions = new ArrayList<>();
        exceptions.add(new Special(Cluster.CLIENT + "*", "*", clients));
        exceptions.add(new Special("*", Cluster.CLIENT + "*", clients));
        for (ConditionSettings.Link link : settings.links()) {
            LinkOptions special = new LinkOptions(
                    Delay.parse(link.delay()),
                    Probability.parse("drop", link.drop()),
                    usual.duplicate(),
                    usual.reorder(),
                    settings.ordered(),
                    usual.bandwidth());
            for (int from : link.senders()) {
                for (int to : link.receivers()) {
                    exceptions.add(new Special(Cluster.name(from, nodes), Cluster.name(to, nodes), special));
                }
            }
        }
        return new NetworkOptions(usual, exceptions, true, false);
    }

    /** What the network has carried up to now; it does not change afterwards. */
    static CostCounters counted(SimulatedNetwork network) {
        Map<String, long[]> counted = new HashMap<>();
        for (Map.Entry<String, ChannelCounts> channel : network.counts().entrySet()) {
            ChannelCounts counts = channel.getValue();
            counted.put(channel.getKey(), new long[] {counts.messages(), counts.bytes(), counts.dropped()});
        }
        return new Counted(counted);
    }

    private record Counted(Map<String, long[]> channels) implements CostCounters {
        private long of(String channel, int which) {
            long[] counts = channels.get(channel);
            return counts == null ? 0 : counts[which];
        }

        @Override
        public long messages(String channel) {
            return of(channel, 0);
        }

        @Override
        public long bytes(String channel) {
            return of(channel, 1);
        }

        @Override
        public long dropped(String channel) {
            return of(channel, 2);
        }
    }
}
