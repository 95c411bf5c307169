package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.ClusterChannel;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.ClusterMessage.AskRing;
import dev.hearsay.api.request.ClusterMessage.AskStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks nodes what they know. Everything here runs on one lane; every question is answered once, with null if nobody answers in time. */
final class Questions {
    /** Questions that may wait; one more is not asked. */
    private static final int MOST = 1000;

    private final Environment environment;
    private final Duration timeout;
    private final Sender<ClusterMessage> nodes;
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private long nextId = 1;

    private record Waiting(Address node, Consumer<ClusterMessage> answer, Cancellable timer) {}

    /** Opens the channel; the transport is started by somebody else. */
    Questions(Environment environment, Transport transport, Duration timeout) {
        this.environment = environment;
        this.timeout = timeout;
        this.nodes = transport.open(ClusterChannel.CHANNEL, this::receive);
    }

    /** @param known the digest of the ring that the caller has; 0 if it has none */
    void ring(Address node, long known, Consumer<ClusterMessage.RingIs> answer) {
        long id = nextId++;
        ask(node, new AskRing(id, known), message -> answer.accept((ClusterMessage.RingIs) message));
    }

    void status(Address node, Consumer<ClusterMessage.StatusIs> answer) {
        long id = nextId++;
        ask(node, new AskStatus(id), message -> answer.accept((ClusterMessage.StatusIs) message));
    }

    private void ask(Address node, ClusterMessage question, Consumer<ClusterMessage> answer) {
        if (waiting.size() >= MOST || !nodes.send(node, question)) {
            answer.accept(null);
            return;
        }
        Cancellable timer = environment.after(timeout, () -> end(question.id(), null));
        waiting.put(question.id(), new Waiting(node, answer, timer));
    }

    private void receive(Address from, ClusterMessage message) {
        if (message instanceof ClusterMessage.RingIs || message instanceof ClusterMessage.StatusIs) {
            end(message.id(), message);
        }
    }

    private void end(long id, ClusterMessage answer) {
        Waiting entry = waiting.remove(id);
        if (entry != null) {
            entry.timer().cancel();
            entry.answer().accept(answer);
        }
    }

    /** Nobody will answer there. */
    void failed(Address node) {
        List.copyOf(waiting.keySet()).stream()
                .filter(id -> waiting.containsKey(id) && waiting.get(id).node().equals(node))
                .forEach(id -> end(id, null));
    }

    void close() {
        List.copyOf(waiting.keySet()).forEach(id -> end(id, null));
    }
}
