package dev.hearsay.testkit.transport;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Transport;
import java.util.function.BooleanSupplier;

/** A network without faults, the places on it, and the time that things take there. */
public interface Fabric extends AutoCloseable {
    /** A new place. */
    Place place(String name);

    /** An address of the right kind at which nobody listens. */
    Address nowhere();

    /** Lets things happen until the condition holds, or for so long that it never will. It is asked on the caller's thread. */
    boolean await(BooleanSupplier condition);

    @Override
    void close();

    /** Where one transport stands. */
    interface Place {
        Address address();

        /** The same every time; whoever uses it does so on the lane. */
        Transport transport();

        /** Runs a task on the lane, and comes back when it is done. */
        void run(Runnable task);
    }
}
