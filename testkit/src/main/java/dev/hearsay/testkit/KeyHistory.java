package dev.hearsay.testkit;

import dev.hearsay.api.Cell;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.CausalModel.Copy;
import dev.hearsay.testkit.CausalModel.Seen;
import dev.hearsay.testkit.CausalModel.Write;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a few clients and replicas did to one key, at random.
 *
 * <p>Replicas coordinate on top of their own last cell, as a node does. Clients hold on to contexts for as long as they like, read one
 * replica or the merge of two, write with an old context, a fresh one or none, and send it as an object or as bytes.
 */
final class KeyHistory {
    private static final int CLIENTS = 3;

    private final CausalModel model;
    private final SplittableRandom random;
    private final List<MemberId> members = new ArrayList<>();
    private final List<Copy> replicas = new ArrayList<>();
    private final List<Seen> clients = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Seen> contexts = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();

    private KeyHistory(Versioning versioning, SplittableRandom random) {
        this.model = new CausalModel(versioning);
        this.random = random;
        copies.add(model.empty());
        int size = random.nextInt(2, 5);
        for (int i = 0; i < size; i++) {
            members.add(i == 3 ? new MemberId("n0", 1) : new MemberId("n" + i, 0));
            replicas.add(model.empty());
        }
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Seen.NOTHING);
        }
    }

    static KeyHistory grow(Versioning versioning, long seed, int steps) {
        KeyHistory history = new KeyHistory(versioning, new SplittableRandom(seed));
        for (int i = 0; i < steps; i++) {
            history.step();
        }
        return history;
    }

    private void step() {
        int client = random.nextInt(CLIENTS);
        int replica = random.nextInt(replicas.size());
        int dice = random.nextInt(10);
        if (dice < 5) {
            write(client, replica);
        } else if (dice < 8) {
            replicas.set(replica, merge(replicas.get(replica), anyReplica()));
        } else {
            clients.set(client, read(replica));
        }
    }

    private Copy anyReplica() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    private Copy merge(Copy left, Copy right) {
        Copy merged = model.merge(left, right);
        copies.add(merged);
        return merged;
    }

    private Seen read(int replica) {
        Copy copy = replicas.get(replica);
        return seen(random.nextBoolean() ? copy : merge(copy, anyReplica()));
    }

    private Seen seen(Copy copy) {
        Seen seen = model.read(copy);
        contexts.add(seen);
        return seen;
    }

    private void write(int client, int replica) {
        int number = writes.size() + 1;
        int dice = random.nextInt(6);
        Seen seen = dice == 0 ? Seen.NOTHING : dice < 3 ? read(replica) : clients.get(client);
        Mutation mutation = random.nextInt(6) == 0
                ? Mutation.delete()
                : Mutation.put(Value.numbered(number, Long.BYTES + random.nextInt(3)));
        Event event = new Event(members.get(replica), "client-" + client, 1_000_000L + number);
        Seen sent = random.nextBoolean() ? seen.asBytes() : seen;
        Write write = model.write(number, replicas.get(replica), sent, mutation, event);
        writes.add(write);
        copies.add(write.after());
        replicas.set(replica, write.after());
        if (random.nextBoolean()) {
            clients.set(client, seen(write.after()));
        }
    }

    CausalModel model() {
        return model;
    }

    /** Every copy there ever was, the empty one included. */
    List<Copy> copies() {
        return copies;
    }

    /** Every context that a read ever gave. */
    List<Seen> contexts() {
        return contexts;
    }

    List<Write> writes() {
        return writes;
    }

    List<MemberId> members() {
        return members;
    }

    /** Any cell of the history. */
    Cell anyCell() {
        return copies.get(random.nextInt(copies.size())).cell();
    }

    void shuffle(List<?> list) {
        for (int i = list.size(); i > 1; i--) {
            Collections.swap(list, i - 1, random.nextInt(i));
        }
    }
}
