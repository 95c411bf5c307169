package dev.hearsay.benchmarks;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a replica does to cells: a write on top of one, and the merges of an old and a new one, and of two that are equal. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VersioningBenchmark {
    @Param({"dotted", "vector-clock"})
    public String versioning;

    private Versioning rule;
    private Cell before;
    private Cell after;
    private Cell same;
    private Context seen;
    private final Event event = Design.event("node-2");
    private final Mutation mutation = Design.put(3);

    @Setup
    public void cells() {
        rule = Design.factory("hearsay.versioning.use = " + versioning).versioning();
        before = rule.write(rule.empty(), Context.NONE, Design.put(1), Design.event("node-1"));
        seen = rule.read(before).context();
        after = rule.write(before, seen, Design.put(2), event);
        same = rule.write(before, seen, Design.put(2), event);
    }

    @Benchmark
    public Cell write() {
        return rule.write(after, rule.read(after).context(), mutation, event);
    }

    @Benchmark
    public Cell mergeNewer() {
        return rule.merge(before, after);
    }

    @Benchmark
    public Cell mergeEqual() {
        return rule.merge(after, same);
    }
}
