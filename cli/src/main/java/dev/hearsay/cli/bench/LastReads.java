package dev.hearsay.cli.bench;

import dev.hearsay.api.Key;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.observer.history.FinalState;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Reads keys from all their replicas, many at a time. What cannot be read so is left out. */
public final class LastReads {
    private static final int AT_ONCE = 128;
    private static final int ATTEMPTS = 3;
    private static final int MOST_REPLICAS = 16;

    private final HearsayClient cluster;
    private final RequestOptions wanted;
    private RequestOptions all;

    /** @param wanted an R of 0 stands for as many as a key has replicas */
    public LastReads(HearsayClient cluster, RequestOptions wanted) {
        this.cluster = cluster;
        this.wanted = wanted;
    }

    /** @throws ConfigurationException if nobody answers at all */
    public FinalState read(Set<String> keys) throws InterruptedException {
        FinalState state = new FinalState();
        if (keys.isEmpty()) {
            return state;
        }
        if (all == null) {
            all = fromAll(Key.of(keys.iterator().next()));
        }
        Semaphore room = new Semaphore(AT_ONCE);
        for (String name : keys) {
            room.acquire();
            read(name, Key.of(name), ATTEMPTS, state, room);
        }
        room.acquire(AT_ONCE);
        return state;
    }

    private void read(String name, Key key, int attempts, FinalState state, Semaphore room) {
        cluster.getAsync(key, all).whenComplete((outcome, problem) -> {
            if (outcome instanceof Outcome.Done done) {
                long[] numbers = Values.numbers(done.reading().values(), key);
                synchronized (state) {
                    state.put(name, numbers);
                }
            } else if (problem == null && attempts > 1) {
                read(name, key, attempts - 1, state, room);
                return;
            }
            room.release();
        });
    }

    /** A read that asks more replicas than a key has is refused as impossible: so it is found how many there are. */
    private RequestOptions fromAll(Key key) {
        if (wanted.r() > 0) {
            return wanted;
        }
        RequestOptions most = null;
        for (int r = 1; r <= MOST_REPLICAS; r++) {
            RequestOptions options =
                    new RequestOptions(wanted.n(), r, wanted.w(), wanted.timeoutNanos(), wanted.durability());
            Outcome outcome = cluster.getAsync(key, options).join();
            if (r == 1 && !(outcome instanceof Outcome.Done)) {
                throw new ConfigurationException("no key can be read; is the cluster up? " + cluster.lastTrouble());
            }
            if (outcome instanceof Outcome.Refused refused && refused.reason() == Outcome.Reason.IMPOSSIBLE_QUORUM) {
                break;
            }
            most = options;
        }
        return most;
    }
}
