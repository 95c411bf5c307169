package dev.hearsay.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When an operation asks again and when it gives up, as the gaps between these events.
 *
 * @param gaps the last one ends with the timeout
 */
record Schedule(List<Duration> gaps) {
    /** @param retry rising times since the beginning; those not before the timeout are left out */
    static Schedule of(List<Duration> retry, Duration timeout) {
        List<Duration> gaps = new ArrayList<>();
        Duration last = Duration.ZERO;
        for (Duration at : retry) {
            if (at.compareTo(timeout) < 0) {
                gaps.add(at.minus(last));
                last = at;
            }
        }
        gaps.add(timeout.minus(last));
        return new Schedule(List.copyOf(gaps));
    }

    /** How long after attempt {@code attempt} the next event is due. */
    Duration gap(int attempt) {
        return gaps.get(attempt);
    }

    /** Whether the event that ends this gap is the timeout. */
    boolean last(int attempt) {
        return attempt == gaps.size() - 1;
    }
}
