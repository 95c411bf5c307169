package dev.hearsay.cli;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/**
 * A closed loop: so many clients, each with one operation at a time. A write carries the context that came last for its key, whichever
 * client it came to, so that keys do not pile up siblings.
 *
 * <p>Answers come on the thread of the connection; what they change is guarded by this object.
 */
final class Bench {
    private final HearsayClient cluster;
    private final Settings settings;
    private final UniformRandomProvider random;
    private final DiscreteSampler ranks;
    private final Key[] keys;
    private final Context[] contexts;
    private final byte[] filling;
    private Tally tally = new Tally();
    private CountDownLatch running;
    private boolean over;
    private long written;

    /**
     * What to do.
     *
     * @param keys how many there are
     * @param skew of the zipfian law by which they are picked; 0 is uniform
     * @param valueBytes size of every value
     */
    record Settings(Mix mix, int clients, int keys, double skew, int valueBytes, RequestOptions options) {}

    Bench(HearsayClient cluster, Settings settings, long seed) {
        this.cluster = cluster;
        this.settings = settings;
        SplittableRandom bits = new SplittableRandom(seed);
        this.random = bits::nextLong;
        this.ranks = RejectionInversionZipfSampler.of(random, settings.keys(), settings.skew());
        this.keys = new Key[settings.keys()];
        this.contexts = new Context[settings.keys()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Key.of("user" + i);
            contexts[i] = Context.NONE;
        }
        this.filling = new byte[settings.valueBytes()];
        for (int i = 0; i < filling.length; i++) {
            filling[i] = (byte) ('a' + bits.nextInt(26));
        }
    }

    /** Writes every key once. */
    Tally load(int atOnce) throws InterruptedException {
        return run(atOnce, new Loop() {
            private int next;

            @Override
            public boolean step(Runnable done) {
                if (next == keys.length) {
                    return false;
                }
                put(next++, System.nanoTime(), done);
                return true;
            }
        });
    }

    /** Runs the mix for some time. */
    Tally measure(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        return run(settings.clients(), done -> {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            int key = ranks.sample() - 1;
            if (random.nextDouble() < settings.mix().reads()) {
                get(key, System.nanoTime(), false, done);
            } else if (settings.mix().readsBeforeWriting()) {
                get(key, System.nanoTime(), true, done);
            } else {
                put(key, System.nanoTime(), done);
            }
            return true;
        });
    }

    /** What one client does next. */
    private interface Loop {
        /** @return false if there is nothing more to do; {@code done} is called when the operation has ended */
        boolean step(Runnable done);
    }

    private Tally run(int atOnce, Loop loop) throws InterruptedException {
        synchronized (this) {
            tally = new Tally();
            running = new CountDownLatch(atOnce);
        }
        for (int i = 0; i < atOnce; i++) {
            next(loop);
        }
        running.await();
        synchronized (this) {
            return tally.ended();
        }
    }

    private synchronized void next(Loop loop) {
        if (over || !loop.step(() -> next(loop))) {
            running.countDown();
        }
    }

    /** No operation is begun any more. */
    synchronized void stop() {
        over = true;
    }

    private void get(int key, long begun, boolean thenWrite, Runnable done) {
        CompletableFuture<Outcome> answer = cluster.getAsync(keys[key], settings.options());
        answer.thenAccept(outcome -> ended(key, outcome, begun, true, thenWrite ? () -> put(key, begun, done) : done));
    }

    private void put(int key, long begun, Runnable done) {
        cluster.putAsync(keys[key], Value.of(next()), contexts[key], settings.options())
                .thenAccept(outcome -> ended(key, outcome, begun, false, done));
    }

    /** Every value differs from the one before. */
    private byte[] next() {
        byte[] value = filling.clone();
        long number = ++written;
        for (int i = 0; i < Math.min(Long.BYTES, value.length); i++) {
            value[i] = (byte) (number >>> 8 * i);
        }
        return value;
    }

    private synchronized void ended(int key, Outcome outcome, long begun, boolean read, Runnable then) {
        if (outcome instanceof Outcome.Done done) {
            contexts[key] = done.reading().context();
        }
        tally.add(outcome, System.nanoTime() - begun, read);
        then.run();
    }
}
