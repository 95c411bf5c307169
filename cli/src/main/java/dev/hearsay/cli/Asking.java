package dev.hearsay.cli;

import dev.hearsay.api.Context;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that ask a cluster have in common. */
final class Asking {
    @Mixin
    private Seeds seeds;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "Copies that the request concerns; at most those that the cluster keeps.")
    private int n;

    @Option(names = "-r", paramLabel = "R", description = "Replicas that must answer a read.")
    private int r;

    @Option(names = "-w", paramLabel = "W", description = "Replicas that must store a write.")
    private int w;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "When the coordinator gives up, such as 500ms or 2s.")
    private Duration timeout;

    @Option(names = "--durability", description = "memory: done when stored; disk: done when synced.")
    private Durability durability;

    HearsayClient connect() {
        return seeds.connect();
    }

    /** Asks, and waits for the outcome. */
    Outcome.Done done(boolean write, Function<HearsayClient, CompletableFuture<Outcome>> question) {
        return done(write, question, (client, done) -> done);
    }

    /** @param then what to make of it while the client is still there */
    <T> T done(
            boolean write,
            Function<HearsayClient, CompletableFuture<Outcome>> question,
            BiFunction<HearsayClient, Outcome.Done, T> then) {
        try (HearsayClient client = connect()) {
            Outcome outcome = question.apply(client).join();
            if (outcome instanceof Outcome.Done done) {
                return then.apply(client, done);
            }
            throw new FailedOperation(write, outcome, client.lastTrouble());
        }
    }

    RequestOptions options() {
        try {
            return new RequestOptions(n, r, w, timeout == null ? 0 : timeout.toNanos(), durability);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    static Context context(String text) {
        try {
            return text == null ? Context.NONE : Context.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--context: " + text + " is no context; take the one that get or put printed", e);
        }
    }
}
