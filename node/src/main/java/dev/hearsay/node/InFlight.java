package dev.hearsay.node;

import dev.hearsay.api.Cell;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The operations that a coordinator has begun and not ended, by id.
 *
 * <p><b>Invariant:</b> {@link #bytes} is the sum of what they hold.
 */
final class InFlight {
    private final Long2ObjectHashMap<Operation> operations = new Long2ObjectHashMap<>();
    private long bytes;

    boolean contains(long id) {
        return operations.containsKey(id);
    }

    /** Null if it is not in flight. */
    Operation get(long id) {
        return operations.get(id);
    }

    void add(Operation operation) {
        operations.put(operation.id(), operation);
    }

    /** The operation keeps this cell until it ends. */
    void holds(Operation operation, Cell cell) {
        int size = cell.encodedSize();
        operation.bytes += size;
        bytes += size;
    }

    void remove(Operation operation) {
        operations.remove(operation.id());
        bytes -= operation.bytes;
        operation.bytes = 0;
    }

    int size() {
        return operations.size();
    }

    long bytes() {
        return bytes;
    }
}
