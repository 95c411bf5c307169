package dev.hearsay.membership;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.FailureDetector;
import java.util.Arrays;

/**
 * Suspicion as the improbability of the present silence, given the intervals seen so far (Hayashibara et al., SRDS 2004); see
 * {@link PhiFormula} for what the number means.
 *
 * <p>The interval that ends an outage is not recorded: one long gap would make the detector deaf for a whole window. Heartbeats
 * that come by gossip mix the network's randomness with that of gossip, and the window then describes both.
 *
 * <p>Nearly always the answer is "not suspected", and logarithms are not needed to find it: every formula rises with the silence,
 * so each peer has a silence that is surely too short. It is computed when the window changes.
 */
final class PhiAccrualDetector implements FailureDetector {
    /** Below this part of the silence that reaches the threshold, rounding cannot matter. */
    private static final double SURELY = 0.999;

    private final PhiAccrualSettings settings;
    private final PhiFormula formula;
    private final double reach;
    private final PeerIndex peers = new PeerIndex();
    private final Arrivals arrivals;
    private long[] last = new long[peers.capacity()];
    /** Silence that is not suspected, in nanoseconds. */
    private long[] harmless = new long[peers.capacity()];

    PhiAccrualDetector(PhiAccrualSettings settings) {
        this.settings = settings;
        this.formula = settings.formula();
        this.reach = formula.reach(settings.threshold());
        this.arrivals = new Arrivals(settings.window());
    }

    /** A peer's place; one never seen counts as heard now. */
    private int placeOf(MemberId peer, long now) {
        int place = peers.of(peer);
        if (place < 0) {
            place = peers.add(peer);
            if (place >= last.length) {
                last = Arrays.copyOf(last, peers.capacity());
                harmless = Arrays.copyOf(harmless, peers.capacity());
            }
            last[place] = now;
            arrivals.begin(place, peers.capacity(), settings.expectedInterval().toNanos());
            windowChanged(place);
        }
        return place;
    }

    private void windowChanged(int place) {
        harmless[place] = (long) (SURELY * formula.silence(reach, mean(place), deviation(place)));
    }

    /** Of the law that the formula takes the silence to follow. */
    private double mean(int place) {
        double pause = formula.forgivesPauses() ? settings.acceptablePause().toNanos() : 0;
        return arrivals.mean(place) + pause;
    }

    private double deviation(int place) {
        return Math.max(
                Math.max(arrivals.deviation(place), settings.minDeviation().toNanos()), 1);
    }

    /** What arrives at the same time is one arrival. */
    @Override
    public void heard(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        long interval = nowNanos - last[place];
        if (interval > 0 && !suspicious(place, interval)) {
            arrivals.add(place, interval);
            windowChanged(place);
        }
        last[place] = nowNanos;
    }

    private boolean suspicious(int place, long silence) {
        return silence >= harmless[place] && phi(place, silence) >= settings.threshold();
    }

    private double phi(int place, long silence) {
        return silence <= 0 ? 0 : Math.max(0, formula.phi(silence, mean(place), deviation(place)));
    }

    /** A missing answer is no arrival: the silence speaks for itself. */
    @Override
    public void missed(MemberId peer, long nowNanos) {
        placeOf(peer, nowNanos);
    }

    @Override
    public double suspicion(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        return phi(place, nowNanos - last[place]);
    }

    @Override
    public boolean suspects(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        return suspicious(place, nowNanos - last[place]);
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
