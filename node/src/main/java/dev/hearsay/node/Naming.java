package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;

/**
 * Names writes: each gets a dot of this incarnation, on top of what is held here, in place of what its context covers.
 *
 * <p><b>Must hold.</b> No dot is given twice. So a write is only named by a node that knows all that it named before, and that keeps what
 * it names now.
 */
final class Naming {
    private final NodeParts parts;
    private final Versioning versioning;
    private final Environment environment;
    private final Admission admission;
    private final Replica replica;
    private final Minted minted;
    private final Refills refills;

    Naming(NodeParts parts, Environment environment, Admission admission, Storing storing) {
        this.parts = parts;
        this.versioning = parts.versioning();
        this.environment = environment;
        this.admission = admission;
        this.replica = storing.replica();
        this.minted = storing.minted();
        this.refills = storing.refills();
    }

    /** @return why the write cannot have a name here; null if it has one now */
    Reason name(Operation.Write write) {
        ClientRequest request = write.request;
        if (!parts.ports().storage().takesWrites() || refills.doubts(request.key())) {
            return Reason.TOO_FEW_REPLICAS;
        }
        Cell local;
        try {
            local = minted.base(request.key(), replica.holding(request.key()));
        } catch (StorageException e) {
            refills.wanted(request.key(), e);
            return Reason.TOO_FEW_REPLICAS;
        }
        Event event = new Event(
                parts.self(), write.client.host(), environment.wallClock().millis());
        try {
            write.cell = versioning.write(local, request.context(), request.mutation(), event);
        } catch (IllegalArgumentException e) {
            return Reason.BAD_CONTEXT;
        }
        if (!admission.leaves(versioning, local, write.cell)) {
            return Reason.TOO_MANY_SIBLINGS;
        }
        if (!keeps(write)) {
            return Reason.OVERLOADED;
        }
        write.dot = versioning.written(write.cell, event);
        parts.listener().minted(parts.self(), request.id(), request.key(), write.dot, environment.nanoTime());
        return null;
    }

    /** Takes care that no other write is named like this one. An owner that will not be asked to store it does so of its own accord. */
    private boolean keeps(Operation.Write write) {
        int own = write.replicas.rankOf(parts.self());
        if (own < write.intent.replicas() || own >= write.replicas.primaries()) {
            return minted.keep(write.key(), write.cell);
        }
        try {
            replica.merge(write.key(), write.cell);
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    /** Writes that were named here and are not stored here. */
    int unstored() {
        return minted.size();
    }
}
