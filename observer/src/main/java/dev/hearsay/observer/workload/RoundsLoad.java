package dev.hearsay.observer.workload;

/** Clients that go in rounds: so many gets and puts each, of random keys, in random order, one after the other. */
final class RoundsLoad implements Load {
    private final LoadHost host;
    private final Draws[] draws;
    private final Kind[][] order;
    private final int[] position;
    private final int[] roundsLeft;
    private final long durationNanos;
    private long endNanos;
    private int active;

    RoundsLoad(WorkloadSettings settings, LoadHost host) {
        this.host = host;
        int clients = settings.clients();
        int perRound = settings.rounds().gets() + settings.rounds().puts();
        this.draws = new Draws[clients];
        this.order = new Kind[clients][perRound];
        this.position = new int[clients];
        this.roundsLeft = new int[clients];
        this.durationNanos = settings.duration().toNanos();
        for (int i = 0; i < clients; i++) {
            draws[i] = new Draws(settings, i, host.stream("operations", i));
            position[i] = perRound;
            roundsLeft[i] = settings.rounds().count();
            for (int k = 0; k < perRound; k++) {
                order[i][k] = k < settings.rounds().gets() ? Kind.READ : Kind.PUT;
            }
        }
    }

    @Override
    public void start() {
        endNanos = host.nanoTime() + durationNanos;
        active = draws.length;
        for (int i = 0; i < draws.length; i++) {
            int client = i;
            host.after(0, () -> issue(client));
        }
    }

    @Override
    public void answered(int client) {
        issue(client);
    }

    private void issue(int client) {
        Kind[] kinds = order[client];
        if (position[client] == kinds.length) {
            if (roundsLeft[client] == 0 || host.nanoTime() >= endNanos) {
                if (--active == 0) {
                    host.ended();
                }
                return;
            }
            roundsLeft[client]--;
            position[client] = 0;
            host.beforeRound(client);
            shuffle(kinds, draws[client]);
        }
        Draws drawn = draws[client];
        drawn.next(kinds[position[client]++]);
        host.issue(client, drawn.kind, drawn.key, drawn.valueSize, host.nanoTime());
    }

    private static void shuffle(Kind[] kinds, Draws drawn) {
        for (int i = kinds.length - 1; i > 0; i--) {
            int other = drawn.random().nextInt(i + 1);
            Kind kept = kinds[i];
            kinds[i] = kinds[other];
            kinds[other] = kept;
        }
    }
}
