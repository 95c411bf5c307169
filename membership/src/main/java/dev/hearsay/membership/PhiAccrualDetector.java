package dev.hearsay.membership;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.FailureDetector;
import java.util.HashMap;
import java.util.Map;

/**
 * Suspicion as the improbability of the present silence, given the intervals seen so far (Hayashibara et al., SRDS 2004); see
 * {@link PhiFormula} for what the number means.
 *
 * <p>The interval that ends an outage is not recorded: one long gap would make the detector deaf for a whole window. Heartbeats
 * that come by gossip mix the network's randomness with that of gossip, and the window then describes both.
 */
final class PhiAccrualDetector implements FailureDetector {
    private final PhiAccrualSettings settings;
    private final Map<MemberId, Arrivals> peers = new HashMap<>();

    PhiAccrualDetector(PhiAccrualSettings settings) {
        this.settings = settings;
    }

    @Override
    public void heard(MemberId peer, long nowNanos) {
        Arrivals arrivals = peers.get(peer);
        if (arrivals == null) {
            peers.put(peer, new Arrivals(settings.expectedInterval().toNanos(), nowNanos));
            return;
        }
        long interval = nowNanos - arrivals.last;
        if (likely(interval, arrivals)) {
            arrivals.add(interval, settings.window());
        }
        arrivals.last = nowNanos;
    }

    /** Cheap for the usual interval, exact for the others. */
    private boolean likely(long interval, Arrivals arrivals) {
        return interval <= arrivals.mean() || phi(interval, arrivals) < settings.threshold();
    }

    private double phi(long silence, Arrivals arrivals) {
        return Math.max(0, settings.formula().phi(silence, arrivals, settings));
    }

    /** A missing answer is no arrival: the silence speaks for itself. */
    @Override
    public void missed(MemberId peer, long nowNanos) {
        suspicion(peer, nowNanos);
    }

    @Override
    public double suspicion(MemberId peer, long nowNanos) {
        Arrivals arrivals = peers.get(peer);
        if (arrivals == null) {
            peers.put(peer, new Arrivals(settings.expectedInterval().toNanos(), nowNanos));
            return 0;
        }
        long silence = nowNanos - arrivals.last;
        return silence == 0 ? 0 : phi(silence, arrivals);
    }

    @Override
    public double threshold() {
        return settings.threshold();
    }

    @Override
    public void forget(MemberId peer) {
        peers.remove(peer);
    }
}
