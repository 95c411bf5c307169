package dev.hearsay.observer.run;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.Client;
import dev.hearsay.node.NodeListener;
import dev.hearsay.observer.condition.Faults;
import dev.hearsay.observer.measure.Measurement;
import dev.hearsay.observer.measure.Operation;
import dev.hearsay.observer.workload.KeySpace;
import dev.hearsay.observer.workload.Kind;
import dev.hearsay.observer.workload.Load;
import dev.hearsay.observer.workload.LoadHost;
import dev.hearsay.observer.workload.Sessions;
import dev.hearsay.observer.workload.Workload;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The clients of one run: they send what the load wants, carry contexts, and report every operation to the measurement. */
final class ClientPool implements LoadHost, NodeListener {
    private static final int SEQUENCE_BITS = 40;

    private final Cluster cluster;
    private final Client[] clients;
    private final KeySpace keys;
    private final Sessions sessions;
    private final Measurement measurement;
    private final Faults faults;
    private final OperationListener listener;
    private final Load load;
    private final long[] writes;
    private final int[] lastWritten;
    private boolean ended;

    ClientPool(
            Cluster cluster,
            Client[] clients,
            Workload workload,
            Measurement measurement,
            Faults faults,
            OperationListener listener) {
        this.cluster = cluster;
        this.clients = clients;
        this.keys = workload.keys();
        this.sessions = new Sessions(workload);
        this.measurement = measurement;
        this.faults = faults;
        this.listener = listener;
        this.writes = new long[clients.length];
        this.lastWritten = new int[clients.length];
        this.load = workload.load(this);
    }

    void start() {
        load.start();
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public long nanoTime() {
        return cluster.nanoTime();
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        cluster.after(delayNanos, task);
    }

    @Override
    public RandomGenerator stream(String purpose, int client) {
        return cluster.stream(purpose, client < 0 ? "all" : "client-" + client);
    }

    @Override
    public void beforeRound(int client) {
        faults.beforeRound(client);
    }

    @Override
    public void ended() {
        ended = true;
    }

    @Override
    public void issue(int client, Kind kind, int key, int valueSize, long intendedNanos) {
        Key asked = keys.key(key);
        Client from = clients[client];
        Answer answer = new Answer(client, key);
        Operation operation;
        if (kind == Kind.READ) {
            long id = from.get(asked, RequestOptions.DEFAULTS, answer);
            operation = Operation.read(id, client, key, intendedNanos);
        } else {
            Context seen = sessions.seen(client, key);
            lastWritten[client] = key;
            if (kind == Kind.PUT) {
                long number = (client + 1L << SEQUENCE_BITS) + ++writes[client];
                long id = from.put(asked, Value.numbered(number, valueSize), seen, RequestOptions.DEFAULTS, answer);
                operation = Operation.write(id, client, key, intendedNanos, number, seen);
            } else {
                long id = from.delete(asked, seen, RequestOptions.DEFAULTS, answer);
                operation = Operation.delete(id, client, key, intendedNanos, seen);
            }
        }
        answer.begun(measurement.begin(operation, "", cluster.nanoTime()));
        listener.begun(operation);
    }

    /** Tells the load about commits, if it asked for that: request ids begin with the client's number. */
    @Override
    public void committed(MemberId node, long request, Key key, long nanos) {
        int client = (int) (request >>> SEQUENCE_BITS) - 1;
        load.committed(client, lastWritten[client]);
    }

    /** What to listen to the nodes with. */
    NodeListener listener() {
        return load.wantsCommits() ? NodeListener.both(measurement, this) : measurement;
    }

    /** Waits for one operation. A client may refuse on the spot; the load hears of it only after it has issued. */
    private final class Answer implements Consumer<Outcome> {
        private final int client;
        private final int key;
        private Operation operation;
        private Outcome early;

        Answer(int client, int key) {
            this.client = client;
            this.key = key;
        }

        void begun(Operation begun) {
            operation = begun;
            if (early != null) {
                cluster.after(0, () -> accept(early));
            }
        }

        @Override
        public void accept(Outcome outcome) {
            if (operation == null) {
                early = outcome;
                return;
            }
            if (outcome instanceof Outcome.Done done) {
                Context context = done.reading().context();
                if (operation.isRead() || context != Context.NONE) {
                    sessions.saw(client, key, context);
                }
            }
            measurement.end(operation, outcome, cluster.nanoTime());
            listener.ended(operation);
            load.answered(client);
        }
    }
}
