package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.ClientChannel;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Asks nodes for keys. It lives on one lane: calls come on it, and so do answers, each exactly once. An operation that got no
 * answer in time is {@linkplain Outcome.Unknown unknown}; nothing is retried behind the caller's back.
 *
 * <p>Ids are counted, so that the same client asking the same things asks them under the same ids, whatever the cluster does.
 */
public final class Client implements AutoCloseable {
    private static final Outcome TIMED_OUT = new Outcome.Unknown(Outcome.Reason.TIMEOUT);

    private final Environment environment;
    private final Router router;
    private final ClientOptions options;
    private final Transport transport;
    private final Sender<ClientMessage> nodes;
    private final Long2ObjectHashMap<Waiting> waiting = new Long2ObjectHashMap<>();
    private long nextId;

    /** Opens the client's channel and starts the transport: it must not be shared with anyone. */
    public Client(Environment environment, Transport transport, Address self, Router router, ClientOptions options) {
        this.environment = environment;
        this.transport = transport;
        this.router = router;
        this.options = options;
        this.nextId = options.firstId();
        this.nodes = transport.open(ClientChannel.CHANNEL, this::receive);
        transport.start(self);
    }

    /** @return the request's id */
    public long get(Key key, RequestOptions request, Consumer<Outcome> answer) {
        return ask(key, null, Context.NONE, request, answer);
    }

    /** @param context what the caller has seen of the key; the write replaces exactly that */
    public long put(Key key, Value value, Context context, RequestOptions request, Consumer<Outcome> answer) {
        return ask(key, Mutation.put(value), context, request, answer);
    }

    public long delete(Key key, Context context, RequestOptions request, Consumer<Outcome> answer) {
        return ask(key, Mutation.delete(), context, request, answer);
    }

    /** Reads several keys side by side; the answer comes when the last one did, in the order asked. Each has its own outcome. */
    public void getMany(List<Key> keys, RequestOptions request, Consumer<Map<Key, Outcome>> answer) {
        Map<Key, Outcome> outcomes = new LinkedHashMap<>();
        for (Key key : keys) {
            outcomes.put(key, null);
        }
        if (outcomes.isEmpty()) {
            answer.accept(outcomes);
            return;
        }
        int[] missing = {outcomes.size()};
        for (Key key : List.copyOf(outcomes.keySet())) {
            get(key, request, outcome -> {
                outcomes.put(key, outcome);
                if (--missing[0] == 0) {
                    answer.accept(outcomes);
                }
            });
        }
    }

    private long ask(Key key, Mutation mutation, Context context, RequestOptions request, Consumer<Outcome> answer) {
        long id = nextId++;
        if (waiting.size() >= options.maxInFlight()) {
            answer.accept(new Outcome.Refused(Outcome.Reason.OVERLOADED));
            return id;
        }
        Waiting entry = new Waiting(new ClientRequest(id, key, mutation, context, request, false), answer);
        waiting.put(id, entry);
        entry.timer = environment.after(options.timeout(), () -> end(id, TIMED_OUT));
        if (options.balancerHop().isZero()) {
            send(entry);
        } else {
            environment.after(options.balancerHop(), () -> send(entry));
        }
        return id;
    }

    private void send(Waiting entry) {
        Address coordinator = router.route(entry.request.key(), entry.request.id());
        if (coordinator == null || !nodes.send(coordinator, entry.request)) {
            end(entry.request.id(), new Outcome.Refused(Outcome.Reason.TOO_FEW_REPLICAS));
        }
    }

    private void receive(Address from, ClientMessage message) {
        if (message instanceof ClientReply reply) {
            end(reply.id(), reply.outcome());
        }
    }

    /** Late and repeated answers find nobody waiting. */
    private void end(long id, Outcome outcome) {
        Waiting entry = waiting.remove(id);
        if (entry != null) {
            entry.timer.cancel();
            entry.answer.accept(outcome);
        }
    }

    @Override
    public void close() {
        List.copyOf(waiting.keySet()).stream().sorted().forEach(id -> end(id, TIMED_OUT));
        transport.close();
    }

    private static final class Waiting {
        final ClientRequest request;
        final Consumer<Outcome> answer;
        Cancellable timer;

        Waiting(ClientRequest request, Consumer<Outcome> answer) {
            this.request = request;
            this.answer = answer;
        }
    }
}
