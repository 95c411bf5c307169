package dev.hearsay.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.observer.history.Ending;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What was measured, for people or as one JSON object for programs, with the unit in every name. Nothing is printed of a load that the
 * cluster could not bear but that.
 *
 * @param measured what it is about
 * @param echoesPerSecond what the machine itself could do; 0 if nobody measured it
 */
public record Report(Measured measured, double echoesPerSecond) {
    private static final double[] QUANTILES = {50, 90, 99, 99.9, 99.99};
    private static final String[] NAMES = {"p50", "p90", "p99", "p99.9", "p99.99"};

    public void print(PrintWriter out) {
        Meter meter = measured.meter();
        out.printf(
                Locale.ROOT,
                "%s: %,.0f operations/s, counted for %.1f s%n",
                measured.load(),
                measured.perSecond(),
                measured.seconds());
        out.printf(
                Locale.ROOT,
                "%,d done, %,d refused%s, %,d unknown%s%n",
                meter.count(Ending.DONE),
                meter.count(Ending.REFUSED),
                reasons(meter.reasons(Ending.REFUSED)),
                meter.count(Ending.UNKNOWN),
                reasons(meter.reasons(Ending.UNKNOWN)));
        printOffered(out);
        if (!measured.isOverloaded()) {
            printTimes(out);
        }
        if (meter.empty() > 0) {
            out.printf(Locale.ROOT, "%,d reads found nothing%n", meter.empty());
        }
        if (measured.forgotten() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d contexts had no room here; these keys' next writes were blind%n",
                    measured.forgotten());
        }
        if (echoesPerSecond > 0) {
            out.printf(
                    Locale.ROOT,
                    "echo: %,.0f/s on this machine; operations : echoes = %.3f%n",
                    echoesPerSecond,
                    measured.perSecond() / echoesPerSecond);
        }
        out.flush();
    }

    /** Why operations were not done, in brackets; empty if all were. */
    public static String reasons(Measured measured) {
        return reasons(measured.meter().reasons(Ending.REFUSED))
                + reasons(measured.meter().reasons(Ending.UNKNOWN));
    }

    private static String reasons(Map<Outcome.Reason, Long> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "%s %,d", Meter.words(each.getKey()), each.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private void printOffered(PrintWriter out) {
        Measured.Offered offered = measured.offered();
        if (offered == null) {
            return;
        }
        Histogram waits = measured.meter().waits();
        out.printf(
                Locale.ROOT,
                "offered %,.0f/s, achieved %,.0f/s; wait to begin: p50 %.3f ms, p99 %.3f ms, max %.3f ms%n",
                offered.perSecond(),
                measured.perSecond(),
                waits.getValueAtPercentile(50) / 1e6,
                waits.getValueAtPercentile(99) / 1e6,
                waits.getMaxValue() / 1e6);
        if (measured.isOverloaded()) {
            out.printf(
                    Locale.ROOT,
                    "overloaded: %s%,d operations were never begun; percentiles would only say how long it lasted%n",
                    offered.full() ? "as many were in flight as may be, and " : "",
                    offered.neverBegun());
        }
    }

    private void printTimes(PrintWriter out) {
        out.printf("%12s %11s", "ms", "count");
        for (String name : NAMES) {
            out.printf(" %8s", name);
        }
        out.printf(" %8s%n", "max");
        for (Act act : Act.values()) {
            Histogram times = measured.meter().times(act);
            if (times.getTotalCount() > 0) {
                out.printf(Locale.ROOT, "%12s %,11d", act.words(), times.getTotalCount());
                for (double quantile : QUANTILES) {
                    out.printf(Locale.ROOT, " %8.2f", times.getValueAtPercentile(quantile) / 1e6);
                }
                out.printf(Locale.ROOT, " %8.2f%n", times.getMaxValue() / 1e6);
            }
        }
    }

    public void printJson(PrintWriter out) {
        Meter meter = measured.meter();
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("load", measured.load());
        json.put("counted_seconds", measured.seconds());
        json.put("operations_per_second", measured.perSecond());
        json.put("done", meter.count(Ending.DONE));
        json.put("refused", meter.count(Ending.REFUSED));
        json.put("unknown", meter.count(Ending.UNKNOWN));
        reasons(json.putObject("refused_reasons"), Ending.REFUSED);
        reasons(json.putObject("unknown_reasons"), Ending.UNKNOWN);
        json.put("reads_of_nothing", meter.empty());
        json.put("values_per_read", meter.siblings());
        json.put("contexts_forgotten", measured.forgotten());
        Measured.Offered offered = measured.offered();
        if (offered != null) {
            json.put("offered_per_second", offered.perSecond());
            json.put("in_flight_limit_reached", offered.full());
            json.put("never_begun", offered.neverBegun());
            times(json.putObject("wait"), meter.waits());
        }
        json.put("overloaded", measured.isOverloaded());
        if (!measured.isOverloaded()) {
            ObjectNode latency = json.putObject("latency");
            for (Act act : Act.values()) {
                if (meter.times(act).getTotalCount() > 0) {
                    times(latency.putObject(act.name().toLowerCase(Locale.ROOT)), meter.times(act));
                }
            }
        }
        if (echoesPerSecond > 0) {
            json.put("echoes_per_second", echoesPerSecond);
            json.put("operations_per_echo", measured.perSecond() / echoesPerSecond);
        }
        out.println(json);
        out.flush();
    }

    private void reasons(ObjectNode json, Ending ending) {
        measured.meter().reasons(ending).forEach((reason, count) -> json.put(Meter.words(reason), count));
    }

    private static void times(ObjectNode json, Histogram times) {
        json.put("count", times.getTotalCount());
        for (int i = 0; i < QUANTILES.length; i++) {
            json.put(NAMES[i].replace(".", "") + "_ns", times.getValueAtPercentile(QUANTILES[i]));
        }
        json.put("max_ns", times.getMaxValue());
    }
}
