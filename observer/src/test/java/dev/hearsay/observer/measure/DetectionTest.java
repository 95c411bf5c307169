package dev.hearsay.observer.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.Metric;
import org.junit.jupiter.api.Test;

/** Four nodes, a to d, and times that a person can add up. */
class DetectionTest {
    private static final long MS = 1_000_000;
    private static final double HOUR = 3600e9;

    private final Detection detection = new Detection(4);

    private double measured(Metric metric) {
        Measured out = new Measured();
        detection.into(out, 2 * HOUR);
        return out.values().get(metric);
    }

    private void suspects(String node, String suspect, long ms) {
        detection.suspected(node, suspect, true, ms * MS);
    }

    @Test
    void aStopIsDetectedByTheFirstAndByTheLastOfThoseThatRun() {
        detection.down("a", true, 100 * MS);
        suspects("b", "a", 150);
        suspects("c", "a", 170);
        assertThat(measured(Catalogue.OUTAGES_NOT_BY_ALL)).isEqualTo(1);
        suspects("d", "a", 220);
        assertThat(measured(Catalogue.DETECTION_FIRST)).isEqualTo(50);
        assertThat(measured(Catalogue.DETECTION_ALL)).isEqualTo(120);
        assertThat(measured(Catalogue.OUTAGES_NOT_BY_ALL)).isZero();
        assertThat(measured(Catalogue.FALSE_SUSPICIONS)).isZero();
    }

    @Test
    void whoIsDownItselfNeedNotNotice() {
        detection.down("a", true, 0);
        suspects("b", "a", 10);
        suspects("c", "a", 20);
        detection.down("d", false, 30 * MS);
        assertThat(measured(Catalogue.DETECTION_ALL)).as("d runs no more").isEqualTo(30);
        assertThat(measured(Catalogue.OUTAGES_MISSED)).isEqualTo(0.5);
    }

    @Test
    void whatACrashedNodeHeldIsGone() {
        suspects("b", "a", 0);
        detection.down("b", true, 10 * MS);
        detection.up("b", 20 * MS);
        detection.down("a", true, 30 * MS);
        assertThat(measured(Catalogue.OUTAGES_MISSED)).isEqualTo(1);
        suspects("b", "a", 40);
        assertThat(measured(Catalogue.DETECTION_FIRST)).isEqualTo(10);
    }

    @Test
    void aPausedNodeStillHoldsWhatItHeldWhenItGoesOn() {
        suspects("b", "a", 0);
        detection.down("b", false, 10 * MS);
        detection.up("b", 20 * MS);
        detection.down("a", true, 30 * MS);
        assertThat(measured(Catalogue.DETECTION_FIRST)).isZero();
    }

    @Test
    void anOutageThatNobodyNoticedIsMissedAndInNoMean() {
        detection.down("a", false, 0);
        detection.up("a", 10 * MS);
        assertThat(measured(Catalogue.OUTAGES)).isEqualTo(1);
        assertThat(measured(Catalogue.OUTAGES_MISSED)).isEqualTo(1);
        assertThat(measured(Catalogue.DETECTION_FIRST)).isNaN();
    }

    @Test
    void toSuspectWhoRunsIsFalse() {
        suspects("b", "a", 0);
        detection.suspected("b", "a", false, 10 * MS);
        suspects("b", "a", 20);
        suspects("c", "a", 20);
        assertThat(measured(Catalogue.FALSE_SUSPICIONS))
                .as("three in two node hours")
                .isEqualTo(1.5);
    }
}
