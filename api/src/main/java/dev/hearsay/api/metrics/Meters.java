package dev.hearsay.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Registers metrics under the names of the {@linkplain Metric catalogue}. A meter is looked up once and kept by whoever counts with it;
 * counting allocates nothing.
 */
public record Meters(MeterRegistry registry) {
    /** What is faster than a memory and slower than a timeout is not told apart. */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    public Counter counter(Metric metric, String... tags) {
        return Counter.builder(metric.metricName())
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .tags(metric.tags(tags))
                .register(registry);
    }

    /** A counter that somebody else counts: read whenever the registry is. */
    public void counted(Metric metric, DoubleSupplier count, String... tags) {
        FunctionCounter.builder(metric.metricName(), count, DoubleSupplier::getAsDouble)
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .tags(metric.tags(tags))
                .register(registry);
    }

    public Timer timer(Metric metric, String... tags) {
        return Timer.builder(metric.metricName())
                .description(metric.meaning())
                .serviceLevelObjectives(BUCKETS)
                .tags(metric.tags(tags))
                .register(registry);
    }

    /** Read whenever the registry is, on whatever thread; the registry keeps it alive. */
    public void gauge(Metric metric, DoubleSupplier value, String... tags) {
        Gauge.builder(metric.metricName(), value::getAsDouble)
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .tags(metric.tags(tags))
                .register(registry);
    }

    /** A gauge whose rows come and go. */
    public MultiGauge rows(Metric metric) {
        return MultiGauge.builder(metric.metricName())
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .register(registry);
    }

    private static String unit(Metric metric) {
        return metric.unit().isEmpty() ? null : metric.unit();
    }
}
