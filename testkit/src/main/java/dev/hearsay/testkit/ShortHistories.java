package dev.hearsay.testkit;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.CausalModel.Copy;
import dev.hearsay.testkit.CausalModel.Seen;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Every history, up to a number of steps, of two clients and two replicas: a client writes through a replica with the context of
 * its last read, a client reads a replica, a replica merges the other's cell. The first client's first step is fixed, a write
 * through the first replica: all other beginnings are mirror images, or do nothing.
 */
final class ShortHistories {
    private static final MemberId[] MEMBERS = {new MemberId("a", 0), new MemberId("b", 0)};

    /** Where a history has come to. */
    private record State(int writes, List<Copy> replicas, List<Seen> clients) {
        State replica(int at, Copy copy) {
            List<Copy> next = at == 0 ? List.of(copy, replicas.get(1)) : List.of(replicas.get(0), copy);
            return new State(writes, next, clients);
        }

        State client(int at, Seen seen) {
            List<Seen> next = at == 0 ? List.of(seen, clients.get(1)) : List.of(clients.get(0), seen);
            return new State(writes, replicas, next);
        }
    }

    private final CausalModel model;
    private final BiConsumer<CausalModel, Copy> check;

    private ShortHistories(CausalModel model, BiConsumer<CausalModel, Copy> check) {
        this.model = model;
        this.check = check;
    }

    /** @param check is shown what each step left behind */
    static void visit(Versioning versioning, int steps, BiConsumer<CausalModel, Copy> check) {
        CausalModel model = new CausalModel(versioning);
        ShortHistories histories = new ShortHistories(model, check);
        State start = new State(0, List.of(model.empty(), model.empty()), List.of(Seen.NOTHING, Seen.NOTHING));
        histories.visit(histories.write(start, 0, 0), steps - 1);
    }

    private void visit(State state, int steps) {
        if (steps == 0) {
            return;
        }
        for (int replica = 0; replica < 2; replica++) {
            for (int client = 0; client < 2; client++) {
                visit(write(state, client, replica), steps - 1);
                visit(state.client(client, model.read(state.replicas().get(replica))), steps - 1);
            }
            Copy merged =
                    model.merge(state.replicas().get(replica), state.replicas().get(1 - replica));
            check.accept(model, merged);
            visit(state.replica(replica, merged), steps - 1);
        }
    }

    private State write(State state, int client, int replica) {
        int number = state.writes() + 1;
        Mutation mutation = Mutation.put(Value.numbered(number, Long.BYTES));
        Event event = new Event(MEMBERS[replica], "client-" + client, 1_000_000L + number);
        Copy after = model.write(
                        number, state.replicas().get(replica), state.clients().get(client), mutation, event)
                .after();
        check.accept(model, after);
        State written = state.replica(replica, after);
        return new State(number, written.replicas(), written.clients());
    }
}
