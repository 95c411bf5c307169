package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.Ring;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a client, on one lane, and the way from the callers' threads to it and back. */
final class Session implements AutoCloseable {
    private static final TcpOptions NETWORK = new TcpOptions(
            Duration.ofSeconds(3),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            new Size(64 << 20),
            new Size(128 << 20),
            new Size(128 << 20),
            new Size(64 << 20),
            Duration.ofSeconds(15),
            1);
    /** Of a frame, beside the key, the value and the context. */
    private static final int OVERHEAD = 1 << 10;

    private static final Outcome OVERLOADED = new Outcome.Refused(Reason.OVERLOADED);
    private static final Outcome TOO_LARGE = new Outcome.Refused(Reason.VALUE_TOO_LARGE);
    private static final Outcome NOT_KNOWN = new Outcome.Unknown(Reason.TIMEOUT);
    private static final Outcome BAD_CONTEXT = new Outcome.Refused(Reason.BAD_CONTEXT);

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Stands where a context is none of this cluster for this key. */
    private static final Context NOT_OURS = Context.of(new byte[1]);

    private final ClientSettings settings;
    private final TcpLane lane = new TcpLane("hearsay-client");
    private final Environment clock = lane.environment();
    private final TcpTransport transport;
    private final Nodes nodes;
    private final Questions questions;
    private final Requests requests;
    private final Submissions submissions;
    private final BoundContexts contexts;
    private final Meters meters;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean closed;

    Session(ClientSettings settings) {
        this.settings = settings;
        contexts = new BoundContexts(settings.cluster());
        meters = new Meters(settings.meters(), clock::nanoTime);
        nodes = new Nodes(clock, settings);
        transport = new TcpTransport(lane, null, Identity.client(settings.cluster()), NETWORK, nodes);
        questions = new Questions(clock, transport, settings.timeout());
        requests = new Requests(clock, transport, nodes, settings, this::ended);
        submissions = new Submissions(() -> lane.run(this::drain));
        Meters.watch(
                settings.meters(),
                inFlight,
                requests.repeated(),
                () -> transport.counters().connections());
        lane.run(() -> {
            transport.start(new Address("client", 0));
            nodes.start(questions, requests);
        });
    }

    private void drain() {
        submissions.drain(this::begin);
    }

    /** A fault in one call must not leave those behind it without an end. */
    private void begin(Call call) {
        try {
            requests.begin(call);
        } catch (RuntimeException e) {
            LOG.error("a request could not be begun", e);
            requests.giveUp(call);
        }
    }

    private void ended(Call call, Outcome outcome) {
        inFlight.decrementAndGet();
        meters.ended(call, outcome);
        call.end(outcome);
    }

    /** Asks, and waits. */
    Outcome ask(Call.Question question) {
        checkMayWait();
        BlockingCall call = new BlockingCall(opened(question), clock.nanoTime());
        Outcome at = submit(call);
        return at != null ? at : contexts.bind(question.key(), call.await());
    }

    CompletableFuture<Outcome> askAsync(Call.Question question) {
        AsyncCall call = new AsyncCall(opened(question), clock.nanoTime(), contexts);
        try {
            Outcome at = submit(call);
            if (at != null) {
                call.answer.complete(at);
            }
        } catch (IllegalStateException e) {
            call.answer.completeExceptionally(e);
        }
        return call.answer;
    }

    /** With the context as the cluster knows it. */
    private Call.Question opened(Call.Question question) {
        if (question.context() == Context.NONE) {
            return question;
        }
        Context inner = contexts.open(question.key(), question.context());
        return new Call.Question(
                question.key(), question.mutation(), inner == null ? NOT_OURS : inner, question.options());
    }

    /** @return the outcome, if it is known already */
    private Outcome submit(Call call) {
        Outcome objection = objection(call.question);
        if (objection == null && inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            objection = OVERLOADED;
        }
        if (objection != null) {
            checkOpen();
            meters.ended(call, objection);
            return objection;
        }
        if (closed) {
            inFlight.decrementAndGet();
            throw closedAlready();
        }
        if (!submissions.add(call)) {
            throw closedAlready(); // nobody looks at it any more
        }
        // Read after the call was added: either this sees that the client is closed, or who closes it sees the call. It
        // may have been sent.
        return closed ? NOT_KNOWN : null;
    }

    private static Outcome objection(Call.Question question) {
        if (question.context() == NOT_OURS) {
            return BAD_CONTEXT;
        }
        long size = (long) question.key().length() + question.context().encodedSize();
        if (question.mutation() != null && !question.mutation().isDelete()) {
            size += question.mutation().value().size();
        }
        return size > NETWORK.frameLimit().bytes() - OVERHEAD ? TOO_LARGE : null;
    }

    CompletableFuture<Optional<Ring>> ring() {
        CompletableFuture<Optional<Ring>> answer = new CompletableFuture<>();
        run(() -> nodes.ask(told -> answer.complete(Optional.ofNullable(told))), answer);
        return answer;
    }

    CompletableFuture<Optional<NodeStatus>> status(Address node) {
        CompletableFuture<Optional<NodeStatus>> answer = new CompletableFuture<>();
        run(
                () -> questions.status(
                        node, told -> answer.complete(Optional.ofNullable(told).map(ClusterMessage.StatusIs::status))),
                answer);
        return answer;
    }

    private void run(Runnable task, CompletableFuture<?> answer) {
        boolean taken = lane.run(() -> {
            if (closed) {
                answer.completeExceptionally(closedAlready());
                return;
            }
            try {
                task.run();
            } catch (Throwable e) { // an Error as well: somebody waits for the answer
                answer.completeExceptionally(e);
            }
        });
        if (!taken) {
            answer.completeExceptionally(closedAlready());
        }
    }

    Optional<List<MemberId>> answeredBy(Key key, Outcome.Done done) {
        return done.answered() == null ? Optional.empty() : nodes.routes().members(key, done.answered());
    }

    String lastTrouble() {
        return nodes.lastTrouble();
    }

    String refusal() {
        return nodes.refusal();
    }

    <T> T await(CompletableFuture<T> answer) {
        checkMayWait();
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalStateException known ? known : e;
        }
    }

    private void checkMayWait() {
        if (lane.isCurrent()) {
            throw new IllegalStateException("the client's own thread must not wait for it: use the method that ends in"
                    + " Async, or another thread");
        }
    }

    private void checkOpen() {
        if (closed) {
            throw closedAlready();
        }
    }

    private static IllegalStateException closedAlready() {
        return new IllegalStateException("the client is closed");
    }

    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!lane.run(() -> {
            closed = true;
            try {
                submissions.drain(call -> ended(call, NOT_KNOWN));
                nodes.close();
                questions.close();
                requests.close();
                transport.close();
            } finally {
                done.complete(null);
            }
        })) {
            return;
        }
        if (!lane.isCurrent()) {
            done.join();
        }
        lane.close();
    }
}
