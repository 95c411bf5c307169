package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import java.util.ArrayList;
import java.util.List;

/** A process that sends letters and notes what arrives and when. */
final class Correspondent {
    private final Simulation simulation;
    private final SimulatedHost host;
    private final Sender<Letter> sender;
    private final List<Arrival> arrivals = new ArrayList<>();

    record Arrival(long nanos, Address from, long number) {}

    Correspondent(Simulation simulation, String name) {
        this(simulation, name, "letters");
    }

    Correspondent(Simulation simulation, String name, String channel) {
        this.simulation = simulation;
        this.host = simulation.host(new Address(name, 0));
        Transport transport = host.transport();
        sender = transport.open(
                Letter.channel(channel),
                (from, letter) -> arrivals.add(new Arrival(simulation.nanoTime(), from, letter.number())));
        transport.start(host.address());
    }

    boolean send(Correspondent to, Letter letter) {
        return send(to.address(), letter);
    }

    boolean send(Address to, Letter letter) {
        return sender.send(to, letter);
    }

    void sendAll(Correspondent to, long first, long last) {
        for (long number = first; number <= last; number++) {
            send(to, Letter.named(number));
        }
    }

    SimulatedHost host() {
        return host;
    }

    Address address() {
        return host.address();
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    /** Which letters came, in order. */
    List<Long> numbers() {
        return arrivals.stream().map(Arrival::number).toList();
    }

    /** When a letter came first; -1 if never. */
    long arrivalOf(long number) {
        return arrivals.stream()
                .filter(arrival -> arrival.number == number)
                .mapToLong(Arrival::nanos)
                .findFirst()
                .orElse(-1);
    }

    /** Lets everything happen that is under way. */
    void settle() {
        simulation.runWhile(() -> true, Long.MAX_VALUE);
    }
}
