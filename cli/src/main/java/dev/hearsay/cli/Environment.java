package dev.hearsay.cli;

import dev.hearsay.observer.run.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a suite ran on, and how fast. Everything that depends on wall time is here, and nowhere else. */
final class Environment {
    private final Findings findings;
    private final double secondsBefore;

    Environment(Findings findings, long beganNanos) {
        this.findings = findings;
        this.secondsBefore = (System.nanoTime() - beganNanos) / 1e9;
    }

    Map<String, Object> facts(List<String> arguments) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("hearsay", Main.VERSION);
        facts.put("command", "hearsay " + String.join(" ", arguments));
        facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("threads", findings.threads());
        facts.put("max_heap_bytes", Runtime.getRuntime().maxMemory());
        facts.put("runs", findings.results().size());
        facts.put("events", findings.events());
        facts.put("events_per_second_per_core", Math.round(findings.eventsPerSecondPerCore()));
        facts.put("run_seconds", rounded(findings.wallSeconds()));
        facts.put("command_seconds", rounded(secondsBefore));
        return facts;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    String sentence() {
        return String.format(
                "%,d %s, %,d events in %.1f s: %.2f million events per second per core",
                findings.results().size(),
                findings.results().size() == 1 ? "run" : "runs",
                findings.events(),
                findings.wallSeconds(),
                findings.eventsPerSecondPerCore() / 1e6);
    }
}
