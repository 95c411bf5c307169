package dev.hearsay.benchmarks;

import dev.hearsay.api.Key;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.View;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a key to its preference list. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlacementBenchmark {
    private static final int KEYS = 1024;

    @Param({"token-ring", "mod-360"})
    public String partitioner;

    @Param({"3", "100"})
    public int nodes;

    private View view;
    private final Key[] keys = new Key[KEYS];
    private int next;

    @Setup
    public void place() {
        NodeFactory factory = Design.factory("hearsay.partitioner.use = " + partitioner);
        view = factory.view(Design.topology(factory, nodes));
        for (int i = 0; i < KEYS; i++) {
            keys[i] = Key.of("user" + i);
        }
    }

    @Benchmark
    public ReplicaSet lookUp() {
        return view.replicas(keys[next++ & KEYS - 1]);
    }

    @Benchmark
    public Key hash() {
        return Key.of("user1234567890");
    }
}
