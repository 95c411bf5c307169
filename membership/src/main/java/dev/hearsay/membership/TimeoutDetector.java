package dev.hearsay.membership;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.FailureDetector;
import java.util.HashMap;
import java.util.Map;

/**
 * Suspects a peer after a fixed silence, or after so many exchanges in a row that it left unanswered. The level is 1 when either is
 * reached. A crash at a random moment of a heartbeat interval is noticed, on average, timeout − interval/2 later.
 */
final class TimeoutDetector implements FailureDetector {
    private final long timeoutNanos;
    private final int misses;
    private final Map<MemberId, Evidence> peers = new HashMap<>();

    TimeoutDetector(TimeoutSettings settings) {
        this.timeoutNanos = settings.timeout().toNanos();
        this.misses = settings.misses();
    }

    private static final class Evidence {
        private long heard;
        private int missed;

        Evidence(long now) {
            heard = now;
        }
    }

    private Evidence of(MemberId peer, long now) {
        Evidence evidence = peers.get(peer);
        if (evidence == null) {
            evidence = new Evidence(now);
            peers.put(peer, evidence);
        }
        return evidence;
    }

    @Override
    public void heard(MemberId peer, long nowNanos) {
        Evidence evidence = of(peer, nowNanos);
        evidence.heard = nowNanos;
        evidence.missed = 0;
    }

    @Override
    public void missed(MemberId peer, long nowNanos) {
        of(peer, nowNanos).missed++;
    }

    @Override
    public double suspicion(MemberId peer, long nowNanos) {
        Evidence evidence = of(peer, nowNanos);
        double bySilence = (double) (nowNanos - evidence.heard) / timeoutNanos;
        return misses == 0 ? bySilence : Math.max(bySilence, (double) evidence.missed / misses);
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
