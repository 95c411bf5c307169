package dev.hearsay.api.rule;

import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;

/**
 * Who keeps which keys, for one topology. Immutable and shared by all lanes. {@link #partitionOf} and {@link #replicas} are on
 * the path of every request: they must not allocate.
 *
 * <p><b>Invariants.</b> Partitions are numbered from 0; their ranges cover the ring without overlap; every token in
 * {@code range(p)} has partition {@code p}.
 */
public interface Placement {
    int partitions();

    int partitionOf(Token token);

    TokenRange range(int partition);

    ReplicaSet replicas(int partition);
}
