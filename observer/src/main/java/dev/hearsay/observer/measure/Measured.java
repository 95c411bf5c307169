package dev.hearsay.observer.measure;

import dev.hearsay.observer.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of one run, as they are filled in. Whatever stays unset is NaN: there was nothing to measure. */
final class Measured {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<Metric, Double> values;

    Measured() {
        values = new LinkedHashMap<>(Catalogue.all().size() * 2);
        for (Metric metric : Catalogue.all()) {
            values.put(metric, Double.NaN);
        }
    }

    void put(Metric metric, double value) {
        if (values.replace(metric, value) == null) {
            throw new IllegalArgumentException("the catalogue has no " + metric.name());
        }
    }

    void count(Metric metric, long count) {
        put(metric, count);
    }

    void ratio(Metric metric, double part, double whole) {
        put(metric, whole == 0 ? Double.NaN : part / whole);
    }

    void millis(Metric metric, double nanos) {
        put(metric, nanos / NANOS_PER_MILLI);
    }

    Map<Metric, Double> values() {
        return values;
    }
}
