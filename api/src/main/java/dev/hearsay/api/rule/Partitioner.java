package dev.hearsay.api.rule;

import dev.hearsay.api.Member;
import dev.hearsay.api.Token;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.StrategyProvider;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Who keeps which keys: a pure function of the topology. Same members in, same placement out, on every node and in every JVM,
 * whatever the order of the member list.
 */
public interface Partitioner {
    /**
     * The placement of a topology. Paid once per topology, off the hot path. Only members that {@linkplain Member#owns own data}
     * take part.
     *
     * @param replicas the number of owners per partition; all owners of the topology if it has fewer
     * @throws IllegalArgumentException if no member owns data
     */
    Placement place(Topology topology, int replicas);

    /**
     * The tokens that a joining member should ask for; most partitioners need none. Called once in the life of an incarnation:
     * the tokens are then part of the member's record.
     *
     * @param random the joiner's own stream
     */
    default List<Token> claim(Topology topology, Member joiner, RandomGenerator random) {
        return List.of();
    }

    interface Provider extends StrategyProvider<Partitioner> {}
}
