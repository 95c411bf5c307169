package dev.hearsay.observer.workload;

import dev.hearsay.observer.workload.WorkloadSettings.Distribution;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** Picks the keys of one client, as numbers of its {@link KeySpace}. */
interface KeyChooser {
    /** @param write whether it is to be written; not every law cares */
    int next(boolean write);

    static KeyChooser of(WorkloadSettings settings, int client, RandomGenerator random) {
        int keys = settings.keys();
        return switch (settings.distribution()) {
            case UNIFORM, CLUSTERED -> write -> random.nextInt(keys);
            case ZIPFIAN -> {
                DiscreteSampler ranks = ranks(settings, random);
                yield write -> ranks.sample() - 1;
            }
            case LATEST -> new Latest(settings, client, ranks(settings, random));
            case SEQUENTIAL -> new Sequence(settings, client);
        };
    }

    /** Ranks from 1, rank i with weight i^-skew: Hörmann and Derflinger's rejection-inversion, exact for every skew. */
    private static DiscreteSampler ranks(WorkloadSettings settings, RandomGenerator random) {
        UniformRandomProvider bits = random::nextLong;
        return RejectionInversionZipfSampler.of(bits, settings.keys(), settings.skew());
    }

    /** A client's own keys, one after the other: with as many clients, every key is somebody's. */
    final class Sequence implements KeyChooser {
        private final int keys;
        private final int clients;
        private final int client;
        private long taken;

        Sequence(WorkloadSettings settings, int client) {
            this.keys = settings.keys();
            this.clients = settings.clients();
            this.client = client;
        }

        @Override
        public int next(boolean write) {
            return at(taken++);
        }

        int at(long step) {
            return (int) Math.floorMod(step * clients + client, (long) keys);
        }
    }

    /**
     * Writes go round the keys; a read goes back from the newest key by a zipfian number of keys. What is newest is told from
     * this client's own writes, not from those of the others, whose pace depends on the design under test.
     */
    final class Latest implements KeyChooser {
        private final Sequence written;
        private final DiscreteSampler back;
        private final int keys;

        Latest(WorkloadSettings settings, int client, DiscreteSampler back) {
            this.written = new Sequence(settings, client);
            this.back = back;
            this.keys = settings.keys();
        }

        @Override
        public int next(boolean write) {
            if (write) {
                return written.next(true);
            }
            return Math.floorMod(written.at(written.taken - 1) - (back.sample() - 1), keys);
        }
    }

    /** The share of the ring on which the keys lie. */
    static double ringShare(WorkloadSettings settings) {
        if (settings.ringShare() > 0) {
            return settings.ringShare();
        }
        return settings.distribution() == Distribution.CLUSTERED ? 0.05 : 1;
    }
}
