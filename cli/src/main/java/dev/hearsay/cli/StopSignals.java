package dev.hearsay.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/**
 * Being told to stop: Ctrl-C, kill, or the end of the terminal. The first asks for an orderly stop; a Ctrl-C after that ends the process
 * where it is, which loses nothing that was acknowledged. A signal that this process was started to ignore, it ignores.
 */
final class StopSignals implements AutoCloseable {
    private static final String INTERRUPT = "INT";

    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    private final Map<String, Object> before = new TreeMap<>();

    private StopSignals() {}

    static StopSignals listen() {
        StopSignals signals = new StopSignals();
        for (String name : new String[] {INTERRUPT, "TERM", "HUP"}) {
            Object previous = Signals.register(name, () -> signals.came(name));
            if (previous != null) {
                signals.before.put(name, previous);
            }
        }
        return signals;
    }

    private void came(String name) {
        if (!asked.complete(null) && name.equals(INTERRUPT)) {
            Runtime.getRuntime().halt(Errors.INTERRUPTED);
        }
    }

    /** Ends with the first signal. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** From here on signals mean what they meant before. */
    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
