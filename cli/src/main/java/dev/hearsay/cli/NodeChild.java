package dev.hearsay.cli;

import dev.hearsay.api.Address;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One node of a cluster on this machine: a process, or several in turn. Safe for several threads. */
final class NodeChild {
    private final String name;
    private final Address address;
    private final List<String> command;
    private final Path data;
    private Process process;
    private PrintWriter orders;
    /** Whether the process is to end, or has: its end is no news then. */
    private boolean ending;

    /** @param command how its process is started, every time */
    NodeChild(String name, Address address, List<String> command, Path data) {
        this.name = name;
        this.address = address;
        this.command = List.copyOf(command);
        this.data = data;
    }

    String name() {
        return name;
    }

    Address address() {
        return address;
    }

    /** @param surprise told if the process ends though nobody ended it */
    synchronized void launch(Consumer<NodeChild> surprise) throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process = started;
        orders = new PrintWriter(started.outputWriter(StandardCharsets.UTF_8), true);
        ending = false;
        started.onExit().thenAccept(over -> {
            if (isUnexpected(over)) {
                surprise.accept(this);
            }
        });
    }

    private synchronized boolean isUnexpected(Process over) {
        return over == process && !ending;
    }

    /** Waits until it listens. False if it ends before. */
    boolean awaitListening() throws IOException {
        return process().inputReader(StandardCharsets.UTF_8).readLine() != null;
    }

    synchronized Process process() {
        return process;
    }

    synchronized void order(LinkFaults faults) {
        orders.println(faults.line());
    }

    /** SIGSTOP. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL; comes back when it is dead. */
    void kill() {
        expectEnd().destroyForcibly().onExit().join();
    }

    private synchronized Process expectEnd() {
        ending = true;
        return process;
    }

    /** Removes what it kept, while it is dead. */
    void wipe() {
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop; somebody who was paused could not. */
    void stop() {
        Process last = expectEnd();
        if (last != null && last.isAlive()) {
            resume();
            last.destroy();
        }
    }

    /** Makes an end of it if it does not stop in time. */
    void awaitEnd(long seconds) {
        Process last = process();
        try {
            if (last != null && !last.waitFor(seconds, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
