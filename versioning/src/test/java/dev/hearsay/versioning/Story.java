package dev.hearsay.versioning;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.util.List;

/** One key at one replica, for tests that read as stories. */
final class Story {
    static final MemberId A = new MemberId("a", 0);
    static final MemberId B = new MemberId("b", 0);
    static final MemberId C = new MemberId("c", 0);

    private final Versioning versioning;
    private long millis;
    private Cell cell;

    Story(Versioning versioning) {
        this.versioning = versioning;
        this.cell = versioning.empty();
    }

    /** Writes through {@code coordinator}, a millisecond after the last write here. */
    Story put(MemberId coordinator, Context seen, String value) {
        Event event = new Event(coordinator, "", ++millis);
        cell = versioning.write(cell, seen, Mutation.put(Value.of(value)), event);
        return this;
    }

    Story merge(Story other) {
        cell = versioning.merge(cell, other.cell);
        return this;
    }

    Context context() {
        return versioning.read(cell).context();
    }

    List<String> values() {
        return versioning.read(cell).values().stream().map(Value::toString).toList();
    }

    Cell cell() {
        return cell;
    }

    /** Two clients take turns through one coordinator; each sends the context that its own last write was answered with. */
    Story takeTurns(int writes) {
        Context[] last = {Context.NONE, Context.NONE};
        for (int i = 0; i < writes; i++) {
            put(A, last[i % 2], "w" + i);
            last[i % 2] = context();
        }
        return this;
    }
}
