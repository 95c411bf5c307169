package dev.hearsay.observer.measure;

import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.Versioning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** All that happened to one key. Few actors name writes to a key, so they are searched one by one. */
final class KeyHistory {
    final Key key;
    private ActorHistory[] actors = new ActorHistory[4];
    private int actorCount;

    /** What the reading at hand covers of each actor. */
    private long[] seen = new long[4];

    /** The earliest commit, and the earliest answer to a client. */
    long firstCommitted = WriteEvent.NEVER;

    long firstAcknowledged = WriteEvent.NEVER;

    /** The write that was answered last. */
    Operation latestDone;

    final List<Operation> deletes = new ArrayList<>(0);
    final Long2ObjectHashMap<Session> sessions = new Long2ObjectHashMap<>();
    final Gaps reads = new Gaps();
    final Gaps writes = new Gaps();

    KeyHistory(Key key) {
        this.key = key;
    }

    int actorCount() {
        return actorCount;
    }

    ActorHistory actor(int index) {
        return actors[index];
    }

    /** Null if that actor named no write to this key. */
    ActorHistory actor(MemberId id) {
        for (int i = 0; i < actorCount; i++) {
            if (actors[i].actor.equals(id)) {
                return actors[i];
            }
        }
        return null;
    }

    /** Null if nobody named such a write. */
    WriteEvent find(Dot dot) {
        ActorHistory actor = actor(dot.actor());
        return actor == null ? null : actor.find(dot.counter());
    }

    /** Adds a write, or returns the one that has that name already. */
    WriteEvent mint(Dot dot, Operation operation) {
        ActorHistory actor = actor(dot.actor());
        if (actor == null) {
            actor = new ActorHistory(dot.actor(), actorCount);
            if (actorCount == actors.length) {
                actors = Arrays.copyOf(actors, actorCount * 2);
                seen = Arrays.copyOf(seen, actorCount * 2);
            }
            actors[actorCount++] = actor;
        }
        WriteEvent known = actor.find(dot.counter());
        if (known != null) {
            return known;
        }
        WriteEvent event = new WriteEvent(actor, dot.counter(), operation);
        actor.add(event);
        return event;
    }

    void committed(WriteEvent event, long nanos) {
        event.committed = Math.min(event.committed, nanos);
        firstCommitted = Math.min(firstCommitted, nanos);
        ActorHistory actor = event.actor;
        actor.committed = Math.max(actor.committed, event.counter);
    }

    /** What a context covers of each actor, by the actor's index; valid until the next call. */
    long[] seen(Versioning versioning, Context context) {
        for (int i = 0; i < actorCount; i++) {
            seen[i] = versioning.seen(context, actors[i].actor);
        }
        return seen;
    }

    Session session(int client) {
        Session session = sessions.get(client);
        if (session == null) {
            session = new Session();
            sessions.put(client, session);
        }
        return session;
    }
}
