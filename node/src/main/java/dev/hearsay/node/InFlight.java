package dev.hearsay.node;

import dev.hearsay.api.Cell;
import java.util.LinkedHashSet;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The operations that a coordinator has begun and not ended, by id. Reads that are answered and wait for stragglers, to repair them, are among
 * them and do not count: nobody waits for them, and the oldest give way when there are too many.
 *
 * <p><b>Invariant:</b> {@link #bytes} is the sum of what those hold that are not answered, {@code lingeringBytes} of the others.
 */
final class InFlight {
    private final Long2ObjectHashMap<Operation> operations = new Long2ObjectHashMap<>();
    private final Set<Operation.Read> lingering = new LinkedHashSet<>();
    private final int most;
    private final long mostBytes;
    private long bytes;
    private long lingeringBytes;

    /**
     * @param most reads that linger
     * @param mostBytes that they hold
     */
    InFlight(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

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
        if (operation.lingers) {
            lingeringBytes += size;
        } else {
            bytes += size;
        }
    }

    /** The read is answered. It stays, for those who have not answered it. */
    void lingers(Operation.Read read) {
        read.lingers = true;
        bytes -= read.bytes;
        lingeringBytes += read.bytes;
        lingering.add(read);
    }

    /** The read that has lingered longest, if there are too many or they hold too much; else null. */
    Operation.Read surplus() {
        boolean tooMuch = lingering.size() > most || lingeringBytes > mostBytes;
        return tooMuch ? lingering.iterator().next() : null;
    }

    void remove(Operation operation) {
        operations.remove(operation.id());
        if (operation.lingers) {
            operation.lingers = false;
            lingering.remove(operation);
            lingeringBytes -= operation.bytes;
        } else {
            bytes -= operation.bytes;
        }
        operation.bytes = 0;
    }

    /** Those that somebody waits for. */
    int size() {
        return operations.size() - lingering.size();
    }

    long bytes() {
        return bytes;
    }
}
