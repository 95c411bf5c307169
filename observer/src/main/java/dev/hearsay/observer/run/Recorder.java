package dev.hearsay.observer.run;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.client.Router;
import dev.hearsay.observer.measure.Operation;
import dev.hearsay.observer.measure.OperationLog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the operations of one run as they end, and those still open at its end in the order in which they began. It sees where
 * requests go as the router of all clients, and keeps no operation that has ended.
 */
final class Recorder implements OperationListener, Router, AutoCloseable {
    private final Router router;
    private final OperationLog log;
    private final Map<Long, String> coordinators = new HashMap<>();
    private final Map<Long, Operation> open = new LinkedHashMap<>();

    Recorder(Router router, OperationLog log) {
        this.router = router;
        this.log = log;
    }

    @Override
    public Address route(Key key, long request) {
        Address coordinator = router.route(key, request);
        if (coordinator != null) {
            coordinators.put(request, coordinator.host());
        }
        return coordinator;
    }

    @Override
    public void begun(Operation operation) {
        open.put(operation.id(), operation);
    }

    @Override
    public void ended(Operation operation) {
        open.remove(operation.id());
        append(operation);
    }

    private void append(Operation operation) {
        log.append(operation, coordinators.remove(operation.id()));
    }

    @Override
    public void close() {
        open.values().forEach(this::append);
        log.close();
    }
}
