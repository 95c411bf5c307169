package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * What the kernel costs without a store on it: coordinators ask three replicas, set a timer of 300 ms, and cancel it when the
 * answers are in. Arguments: operations under way, rounds. Prints nanoseconds of processor time for each event handled, each of
 * which sent one message; so it does not depend on what else the machine does. It is a main, not a test.
 */
final class KernelBenchmark {
    private static final int HOSTS = 20;
    private static final int REPLICAS = 3;
    private static final long EVENTS = 4_000_000;
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final Simulation simulation;
    private long operations;

    private KernelBenchmark(NetworkOptions network) {
        simulation = new Simulation(1, network);
    }

    private record Ask(long operation, int slot, int replica) {}

    private record Answer(long operation, int slot, int replica) {}

    /** A host that coordinates its slots, one operation after the other, and answers as a replica of others. */
    private final class Peer {
        private final int index;
        private final Environment environment;
        private final Sender<Ask> asks;
        private final Sender<Answer> answers;
        private final int[] waiting;
        private final Cancellable[] timers;

        Peer(int index, int slots) {
            this.index = index;
            this.waiting = new int[slots];
            this.timers = new Cancellable[slots];
            SimulatedHost host = simulation.host(addresses[index]);
            environment = host.environment("coordinator");
            Transport transport = host.transport();
            answers = transport.open(ANSWERS, (from, answer) -> onAnswer(answer));
            asks = transport.open(ASKS, this::onAsk);
            transport.start(addresses[index]);
        }

        void begin(int slot) {
            long operation = ++operations;
            waiting[slot] = REPLICAS;
            timers[slot] = environment.after(TIMEOUT, () -> begin(slot));
            for (int replica = 1; replica <= REPLICAS; replica++) {
                asks.send(addresses[(int) ((index + replica * operation) % HOSTS)], new Ask(operation, slot, replica));
            }
        }

        private void onAsk(Address from, Ask ask) {
            answers.send(from, new Answer(ask.operation, ask.slot, ask.replica));
        }

        private void onAnswer(Answer answer) {
            if (--waiting[answer.slot] == 0) {
                timers[answer.slot].cancel();
                begin(answer.slot);
            }
        }
    }

    private static final Channel<Ask> ASKS =
            new Channel<>("ask", 1, Ask.class, new Sized<>(40), ask -> ask.operation * 8 + ask.replica);
    private static final Channel<Answer> ANSWERS =
            new Channel<>("answer", 1, Answer.class, new Sized<>(60), answer -> answer.operation * 8 + answer.replica);

    private record Sized<M>(int bytes) implements Codec<M> {
        @Override
        public int size(M message) {
            return bytes;
        }

        @Override
        public void encode(M message, ByteBuffer out) {
            throw new UnsupportedOperationException("the benchmark passes messages as they are");
        }

        @Override
        public M decode(ByteBuffer in) {
            throw new UnsupportedOperationException("the benchmark passes messages as they are");
        }
    }

    private final Address[] addresses = new Address[HOSTS];

    private double nanosPerEvent(int slots) {
        for (int i = 0; i < HOSTS; i++) {
            addresses[i] = new Address("node-" + i, 0);
        }
        Peer[] peers = new Peer[HOSTS];
        for (int i = 0; i < HOSTS; i++) {
            peers[i] = new Peer(i, slots);
        }
        for (Peer peer : peers) {
            for (int slot = 0; slot < slots; slot++) {
                peer.begin(slot);
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        simulation.runWhile(() -> simulation.events() < EVENTS, Long.MAX_VALUE);
        return (threads.getCurrentThreadCpuTime() - start) / (double) simulation.events();
    }

    public static void main(String[] arguments) {
        int underWay = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        LinkOptions lossy = new LinkOptions(Delay.parse("0.4ms + exponential(2ms)"), 0.001, 0, 0, false, 0);
        for (int round = 0; round < rounds; round++) {
            KernelBenchmark benchmark = new KernelBenchmark(new NetworkOptions(lossy, List.of(), true, false));
            double nanos = benchmark.nanosPerEvent(Math.max(1, underWay / HOSTS));
            System.out.printf("%d operations under way: %.0f ns per event%n", underWay, nanos);
        }
    }
}
