package dev.hearsay.membership;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.FailureDetector;
import java.util.Arrays;

/**
 * Suspects a peer after a fixed silence, or after so many exchanges in a row that it left unanswered. The level is 1 when either is
 * reached. A crash at a random moment of a heartbeat interval is noticed, on average, timeout − interval/2 later.
 */
final class TimeoutDetector implements FailureDetector {
    private final long timeoutNanos;
    private final int misses;
    private final PeerIndex peers = new PeerIndex();
    private long[] heard = new long[peers.capacity()];
    private int[] missed = new int[peers.capacity()];

    TimeoutDetector(TimeoutSettings settings) {
        this.timeoutNanos = settings.timeout().toNanos();
        this.misses = settings.misses();
    }

    /** A peer's place; one never seen counts as heard now. */
    private int placeOf(MemberId peer, long now) {
        int place = peers.of(peer);
        if (place < 0) {
            place = peers.add(peer);
            if (place >= heard.length) {
                heard = Arrays.copyOf(heard, peers.capacity());
                missed = Arrays.copyOf(missed, peers.capacity());
            }
            heard[place] = now;
            missed[place] = 0;
        }
        return place;
    }

    @Override
    public void heard(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        heard[place] = nowNanos;
        missed[place] = 0;
    }

    @Override
    public void missed(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        missed[place] = Math.min(missed[place], Integer.MAX_VALUE - 1) + 1;
    }

    @Override
    public double suspicion(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        double bySilence = (double) (nowNanos - heard[place]) / timeoutNanos;
        return misses == 0 ? bySilence : Math.max(bySilence, (double) missed[place] / misses);
    }

    @Override
    public boolean suspects(MemberId peer, long nowNanos) {
        int place = placeOf(peer, nowNanos);
        return nowNanos - heard[place] >= timeoutNanos || misses > 0 && missed[place] >= misses;
    }

    @Override
    public double threshold() {
        return 1;
    }

    @Override
    public void forget(MemberId peer) {
        peers.remove(peer);
    }
}
