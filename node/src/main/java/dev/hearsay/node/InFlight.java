package dev.hearsay.node;

import dev.hearsay.api.Cell;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The operations that have not ended, by id.
 *
 * <p><b>Invariant:</b> {@code bytes} is the sum of what they hold: cells that are to be written, and cells that replicas returned.
 */
final class InFlight {
    private final Long2ObjectHashMap<Operation> operations = new Long2ObjectHashMap<>();
    private long bytes;

    boolean has(long id) {
        return operations.containsKey(id);
    }

    /** Null if it has ended. */
    Operation get(long id) {
        return operations.get(id);
    }

    void begin(Operation operation) {
        operations.put(operation.id(), operation);
        if (operation instanceof Operation.Write write) {
            holds(write, write.cell);
        }
    }

    /** The operation keeps this cell to its end. */
    void holds(Operation operation, Cell cell) {
        int size = cell.encodedSize();
        operation.bytes += size;
        bytes += size;
    }

    void end(Operation operation) {
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
