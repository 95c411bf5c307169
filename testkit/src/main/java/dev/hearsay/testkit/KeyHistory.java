package dev.hearsay.testkit;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a few clients and replicas did to one key, at random, and beside every cell and context the exact truth about it: causal
 * histories as sets of writes (Schwarz and Mattern, <em>Detecting Causal Relationships in Distributed Computations</em>, 1994).
 * Writes are numbered from 1; the value of a put starts with its number.
 *
 * <p>Replicas coordinate on top of their own last cell, as a node does. Clients hold on to contexts for as long as they like, read one
 * replica or the merge of two, write with an old context, a fresh one or none, and send it as an object or as bytes.
 */
final class KeyHistory {
    private static final int CLIENTS = 3;

    /** A cell, the writes it knows of, and those of them that no known write had seen. */
    record Copy(Cell cell, BitSet known, BitSet live) {}

    /** A context, and the writes that it covers. */
    record Seen(Context context, BitSet writes) {}

    /** One write: onto which copy, what its client had seen, and the copy that came of it. */
    record Write(int number, Copy local, Seen seen, Mutation mutation, Event event, Copy after, Dot dot) {}

    private final Versioning versioning;
    private final SplittableRandom random;
    private final List<MemberId> members = new ArrayList<>();
    private final List<Copy> replicas = new ArrayList<>();
    private final List<Seen> clients = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Seen> contexts = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final BitSet deletes = new BitSet();

    private KeyHistory(Versioning versioning, SplittableRandom random) {
        this.versioning = versioning;
        this.random = random;
    }

    static KeyHistory grow(Versioning versioning, long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        KeyHistory history = new KeyHistory(versioning, random);
        Copy nothing = new Copy(versioning.empty(), new BitSet(), new BitSet());
        history.copies.add(nothing);
        int replicas = random.nextInt(2, 5);
        for (int i = 0; i < replicas; i++) {
            history.members.add(new MemberId(i == 3 ? "n0" : "n" + i, i == 3 ? 1 : 0));
            history.replicas.add(nothing);
        }
        for (int i = 0; i < CLIENTS; i++) {
            history.clients.add(new Seen(Context.NONE, new BitSet()));
        }
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
            replicas.set(replica, merge(replicas.get(replica), replicas.get(random.nextInt(replicas.size()))));
        } else {
            clients.set(client, read(replica));
        }
    }

    private Seen read(int replica) {
        Copy copy = replicas.get(replica);
        return seen(random.nextBoolean() ? copy : merge(copy, replicas.get(random.nextInt(replicas.size()))));
    }

    private Seen seen(Copy copy) {
        Seen seen = new Seen(versioning.read(copy.cell()).context(), copy.known());
        contexts.add(seen);
        return seen;
    }

    private void write(int client, int replica) {
        int number = writes.size() + 1;
        Copy local = replicas.get(replica);
        Seen seen = clients.get(client);
        int dice = random.nextInt(6);
        if (dice == 0) {
            seen = new Seen(Context.NONE, new BitSet());
        } else if (dice < 3) {
            seen = read(replica);
        }
        if (random.nextBoolean()) {
            seen = new Seen(Context.of(seen.context().bytes()), seen.writes());
        }
        boolean delete = random.nextInt(6) == 0;
        deletes.set(number, delete);
        Mutation mutation =
                delete ? Mutation.delete() : Mutation.put(Value.numbered(number, Long.BYTES + random.nextInt(3)));
        Event event = new Event(members.get(replica), "client-" + client, 1_000_000L + number);
        Cell cell = versioning.write(local.cell(), seen.context(), mutation, event);
        Copy after = copied(cell, local, seen.writes(), number);
        replicas.set(replica, after);
        writes.add(new Write(number, local, seen, mutation, event, after, versioning.written(cell, event)));
        if (random.nextBoolean()) {
            clients.set(client, seen(after));
        }
    }

    private Copy copied(Cell cell, Copy local, BitSet seen, int number) {
        BitSet known = union(local.known(), seen);
        known.set(number);
        BitSet live = minus(local.live(), seen);
        live.set(number);
        Copy copy = new Copy(cell, known, live);
        copies.add(copy);
        return copy;
    }

    /** Merges cells and truth alike: what one side knows and does not hold live was replaced. */
    private Copy merge(Copy left, Copy right) {
        BitSet both = (BitSet) left.live().clone();
        both.and(right.live());
        BitSet live = union(both, union(minus(left.live(), right.known()), minus(right.live(), left.known())));
        Copy copy = new Copy(versioning.merge(left.cell(), right.cell()), union(left.known(), right.known()), live);
        copies.add(copy);
        return copy;
    }

    private static BitSet union(BitSet left, BitSet right) {
        BitSet union = (BitSet) left.clone();
        union.or(right);
        return union;
    }

    private static BitSet minus(BitSet left, BitSet right) {
        BitSet rest = (BitSet) left.clone();
        rest.andNot(right);
        return rest;
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

    /** The puts among a copy's live writes: what a read has to show. */
    BitSet visible(Copy copy) {
        return minus(copy.live(), deletes);
    }

    /** The numbers of the values that the versioning shows. */
    BitSet shown(Copy copy) {
        BitSet shown = new BitSet();
        for (Value value : versioning.read(copy.cell()).values()) {
            shown.set((int) value.number());
        }
        return shown;
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
