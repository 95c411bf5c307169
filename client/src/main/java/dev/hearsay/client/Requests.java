package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.ClientChannel;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Sends requests, and sends again those of which nothing bad can come. Runs on one lane.
 *
 * <p><b>What is sent again, within the deadline:</b> a read, whatever became of it; a write only if it is certain that nothing was promised:
 * it was not sent, or was refused. A write whose fate is not known is never sent again.
 *
 * <p><b>Must hold.</b> Every call that is begun ends once: with an answer, at its deadline, or when this is closed.
 */
final class Requests implements Nodes.Failures {
    private static final Outcome TIMED_OUT = new Outcome.Unknown(Reason.TIMEOUT);
    private static final Outcome CUT_OFF = new Outcome.Unknown(Reason.TOO_FEW_REPLICAS);
    private static final Outcome OVERLOADED = new Outcome.Refused(Reason.OVERLOADED);
    /** A node that refused because it has too much to do is passed over for so long, if others can be asked. */
    private static final Duration OVERLOAD_PAUSE = Duration.ofMillis(100);

    private static final Duration FIRST_REST = Duration.ofMillis(10);
    /** Doublings of the rest. */
    private static final int MOST_DOUBLINGS = 6;

    private static final long IDS_PER_CALL = ClientSettings.MOST_ATTEMPTS;

    private final Environment environment;
    private final Nodes nodes;
    private final ClientSettings settings;
    private final Sender<ClientMessage> sender;
    private final Deadlines deadlines;
    private final BiConsumer<Call, Outcome> ended;
    private final Long2ObjectHashMap<Call> waiting = new Long2ObjectHashMap<>();
    private long nextId;
    private final AtomicLong repeated = new AtomicLong();

    /**
     * Opens the client's channel; the transport is started by somebody else.
     *
     * @param ended is told the outcome of every call that was begun
     */
    Requests(
            Environment environment,
            Transport transport,
            Nodes nodes,
            ClientSettings settings,
            BiConsumer<Call, Outcome> ended) {
        this.environment = environment;
        this.nodes = nodes;
        this.settings = settings;
        this.ended = ended;
        this.deadlines = new Deadlines(environment, this::due);
        this.sender = transport.open(ClientChannel.CHANNEL, this::receive);
        // Ids begin anywhere, so that those of two clients do not meet.
        this.nextId = environment.random().nextLong() >>> 1 & -IDS_PER_CALL;
    }

    void begin(Call call) {
        long own = call.question.options().timeoutNanos();
        call.deadlineNanos = call.begunNanos + (own == 0 ? settings.timeout().toNanos() : own);
        call.firstId = nextId;
        nextId += IDS_PER_CALL;
        ask(call);
    }

    /** Attempts beyond the first. May be read from anywhere. */
    AtomicLong repeated() {
        return repeated;
    }

    /** Asks whoever is next, or ends with what is known so far. */
    private void ask(Call call) {
        boolean full = false;
        long now = environment.nanoTime();
        if (call.attempts < settings.maxAttempts()) {
            for (Peer peer = nodes.pick(call, now); peer != null; peer = nodes.pick(call, now)) {
                if (sent(call, peer, now)) {
                    return;
                }
                call.exclude(peer);
                full |= peer.connected;
            }
        }
        if (full) {
            call.last = OVERLOADED;
            rest(call, now);
        } else {
            end(call, call.last);
        }
    }

    private boolean sent(Call call, Peer peer, long now) {
        long id = call.firstId + call.attempts;
        Call.Question question = call.question;
        ClientRequest request = new ClientRequest(
                id, question.key(), question.mutation(), question.context(), options(call, now), false, true);
        if (!sender.send(peer.address, request)) {
            return false;
        }
        if (call.attempts++ == 0) {
            waiting.put(call.firstId, call);
        } else {
            repeated.lazySet(repeated.get() + 1);
        }
        leave(call);
        if (call.peer != null) {
            call.exclude(call.peer);
        }
        call.peer = peer;
        peer.inFlight++;
        deadlines.add(call, next(call, now));
        return true;
    }

    /** A read that is not answered is asked elsewhere while there is time for it; a write is not. */
    private long next(Call call, long now) {
        boolean again = call.isRead() && call.attempts < settings.maxAttempts();
        return again ? now + (call.deadlineNanos - now) / 2 : call.deadlineNanos;
    }

    /** What is left of the caller's time, if the caller gave one. */
    private static RequestOptions options(Call call, long now) {
        RequestOptions given = call.question.options();
        if (given.timeoutNanos() == 0 || call.attempts == 0) {
            return given;
        }
        return given.withTimeout(Duration.ofNanos(Math.max(1, call.deadlineNanos - now)));
    }

    private void receive(Address from, ClientMessage message) {
        if (!(message instanceof ClientReply reply)) {
            return;
        }
        Call call = waiting.get(reply.id() & -IDS_PER_CALL);
        if (call == null) {
            return;
        }
        if (reply.id() == call.id() && call.peer != null) {
            call.peer.answered();
        }
        Outcome outcome = reply.outcome();
        if (outcome instanceof Outcome.Done done) {
            if (done.answered() != null) {
                nodes.heardOf(done.answered().topology());
            }
            end(call, outcome);
        } else if (reply.id() == call.id() && !call.resting) {
            refused(call, outcome);
        }
    }

    private void refused(Call call, Outcome outcome) {
        boolean again = outcome instanceof Outcome.Refused refused
                ? mayEndOtherwise(call, refused.reason())
                : call.isRead() && environment.nanoTime() - call.deadlineNanos < 0;
        if (!again) {
            end(call, outcome);
            return;
        }
        call.last = outcome;
        if (OVERLOADED.equals(outcome) && call.peer != null) {
            call.peer.refusedToDoMore(environment.nanoTime() + OVERLOAD_PAUSE.toNanos());
        }
        if (OVERLOADED.equals(outcome) && call.attempts < settings.maxAttempts()) {
            rest(call, environment.nanoTime());
        } else {
            deadlines.remove(call);
            ask(call);
        }
    }

    /** Whether another node may take what this one refused. */
    private boolean mayEndOtherwise(Call call, Reason reason) {
        RequestOptions options = call.question.options();
        return switch (reason) {
            case TOO_FEW_REPLICAS, OVERLOADED, TIMEOUT -> true;
            // It may have come back only just, and know nobody yet.
            case IMPOSSIBLE_QUORUM -> nodes.routes().allows(options.n(), call.isRead() ? options.r() : options.w());
            case VALUE_TOO_LARGE, TOO_MANY_SIBLINGS, BAD_CONTEXT -> false;
        };
    }

    /** Tries again when some time has passed, longer every time and never as long as somebody else's. */
    private void rest(Call call, long now) {
        long longest = FIRST_REST.toNanos() << Math.min(call.rests, MOST_DOUBLINGS);
        long rest = longest / 2 + (long) (environment.random().nextDouble() * longest / 2);
        if (now + rest - call.deadlineNanos >= 0) {
            end(call, call.last);
            return;
        }
        call.rests++;
        call.resting = true;
        leave(call);
        deadlines.remove(call);
        deadlines.add(call, now + rest);
    }

    private void due(Call call) {
        if (call.resting) {
            call.resting = false;
            call.forgetTried();
            ask(call);
            return;
        }
        long now = environment.nanoTime();
        nodes.fellSilent(call.peer);
        if (now - call.deadlineNanos >= 0) {
            end(call, TIMED_OUT);
            return;
        }
        for (Peer peer = nodes.pick(call, now); peer != null; peer = nodes.pick(call, now)) {
            if (sent(call, peer, now)) {
                return;
            }
            call.exclude(peer);
        }
        deadlines.add(call, call.deadlineNanos);
    }

    @Override
    public void unsent(Peer peer) {
        for (Call call : askedOf(peer)) {
            deadlines.remove(call);
            ask(call);
        }
    }

    @Override
    public void lost(Peer peer) {
        for (Call call : askedOf(peer)) {
            if (call.isRead()) {
                call.last = CUT_OFF;
                deadlines.remove(call);
                ask(call);
            } else {
                end(call, CUT_OFF);
            }
        }
    }

    private List<Call> askedOf(Peer peer) {
        List<Call> asked = new ArrayList<>();
        waiting.forEachLong((id, call) -> {
            if (call.peer == peer && !call.resting) {
                asked.add(call);
            }
        });
        asked.sort(Comparator.comparingLong(call -> call.firstId));
        return asked;
    }

    private void leave(Call call) {
        if (call.peer != null) {
            call.peer.inFlight--;
        }
    }

    private void end(Call call, Outcome outcome) {
        deadlines.remove(call);
        waiting.remove(call.firstId);
        if (!call.resting) {
            leave(call);
        }
        ended.accept(call, outcome);
    }

    /** Ends a call that a fault of this program has hit. */
    void giveUp(Call call) {
        end(call, TIMED_OUT);
    }

    /** What has no outcome yet has an unknown one. */
    void close() {
        deadlines.all().forEach(call -> end(call, TIMED_OUT));
    }
}
