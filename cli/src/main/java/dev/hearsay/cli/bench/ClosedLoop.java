package dev.hearsay.cli.bench;

import dev.hearsay.api.request.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** So many clients, each with one operation at a time: whoever has its answer begins the next on the thread that brought it. */
final class ClosedLoop implements Loop {
    /** Whoever was refused waits so long: a cluster that says no at once is not to be asked a million times. */
    private static final Executor A_LITTLE_LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

    private final Client[] clients;
    private final Plan plan;
    private final Consumer<Flight> ended;
    private final CountDownLatch running;
    private volatile boolean stopped;

    /**
     * @param flights makes an operation, which is to tell when it has ended
     * @param ended told of every operation that has
     */
    ClosedLoop(int clients, Plan plan, Function<Consumer<Flight>, Flight> flights, Consumer<Flight> ended) {
        this.clients = new Client[clients];
        this.plan = plan;
        this.ended = ended;
        this.running = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            this.clients[i] = new Client(i, flights);
        }
    }

    @Override
    public void run() throws InterruptedException {
        for (Client client : clients) {
            client.next();
        }
        running.await();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private final class Client {
        private final int number;
        private final Flight flight;
        /** Answers that came while the next operation was being begun: it goes on in a loop, and not ever deeper. */
        private final AtomicInteger turns = new AtomicInteger();

        Client(int number, Function<Consumer<Flight>, Flight> flights) {
            this.number = number;
            this.flight = flights.apply(this::ended);
        }

        private void ended(Flight done) {
            ended.accept(done);
            if (done.outcome() instanceof Outcome.Refused) {
                A_LITTLE_LATER.execute(this::next);
            } else {
                next();
            }
        }

        private void next() {
            if (turns.getAndIncrement() > 0) {
                return;
            }
            do {
                if (!stopped && plan.next(number, flight)) {
                    flight.begin(number);
                } else {
                    running.countDown();
                }
            } while (turns.decrementAndGet() > 0);
        }
    }
}
