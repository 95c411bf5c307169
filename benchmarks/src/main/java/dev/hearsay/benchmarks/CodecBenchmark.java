package dev.hearsay.benchmarks;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.request.ClientChannel;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.message.ReplicaChannels;
import dev.hearsay.node.message.ReplicaMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The messages of a put and a get of 1 KiB, to bytes and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(8 * Design.VALUE_BYTES);
    private Codec<ReplicaMessage> replicas;
    private Codec<ClientMessage> clients;
    private ReplicaMessage store;
    private ClientMessage request;
    private ClientMessage reply;

    @Setup
    public void messages() {
        Versioning versioning = Design.factory("").versioning();
        replicas = ReplicaChannels.of(versioning).quorum().codec();
        clients = ClientChannel.CHANNEL.codec();
        Key key = Key.of("user1234567890");
        Cell cell = versioning.write(versioning.empty(), Context.NONE, Design.put(1), Design.event("node-1"));
        Reading reading = versioning.read(cell);
        store = new ReplicaMessage.Store(1L << 40, 1, 0, key, cell, null, Durability.MEMORY);
        request = new ClientRequest(1L << 40, key, Design.put(1), reading.context(), RequestOptions.DEFAULTS, false);
        reply = new ClientReply(
                1L << 40, new Outcome.Done(new Reading(List.copyOf(reading.values()), reading.context()), (Dot) null));
    }

    private <M> M through(Codec<M> codec, M message) {
        buffer.clear();
        buffer.limit(codec.size(message));
        codec.encode(message, buffer);
        buffer.flip();
        return codec.decode(buffer);
    }

    @Benchmark
    public ReplicaMessage store() {
        return through(replicas, store);
    }

    @Benchmark
    public ClientMessage request() {
        return through(clients, request);
    }

    @Benchmark
    public ClientMessage reply() {
        return through(clients, reply);
    }
}
