package dev.hearsay.cli;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
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

/** What all commands that ask a cluster have in common. What only reads or only writes take is in {@link Reading} and {@link Writing}. */
class Asking {
    @Mixin
    private Seeds seeds;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "Copies that the request concerns; at most those that the cluster keeps.")
    private int n;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "When the coordinator gives up, such as 500ms or 2s.")
    private Duration timeout;

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
            throw FailedOperation.of(write, outcome, client);
        }
    }

    RequestOptions options() {
        return options(0, 0, null);
    }

    final RequestOptions options(int r, int w, Durability durability) {
        try {
            return new RequestOptions(n, r, w, timeout == null ? 0 : timeout.toNanos(), durability);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /** One that the store takes over HTTP as well. */
    static Key key(String text) {
        if (text.isEmpty()) {
            throw new ConfigurationException("a key has at least one byte, and KEY is empty");
        }
        return Key.of(text);
    }

    static Context context(String text) {
        try {
            return text == null ? Context.NONE : Context.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--context: " + text + " is no context; take the one that get or put printed", e);
        }
    }

    /** Of {@code hearsay get} and {@code hearsay check}. */
    static final class Reading extends Asking {
        @Mixin
        private ReadOptions reads;

        @Override
        RequestOptions options() {
            return options(reads.r, 0, null);
        }
    }

    /** Of {@code hearsay put} and {@code hearsay delete}. */
    static final class Writing extends Asking {
        @Mixin
        private WriteOptions writes;

        @Override
        RequestOptions options() {
            return options(0, writes.w, writes.durability);
        }
    }

    /** Of {@code hearsay bench}. */
    static final class Both extends Asking {
        @Mixin
        private ReadOptions reads;

        @Mixin
        private WriteOptions writes;

        @Override
        RequestOptions options() {
            return options(reads.r, writes.w, writes.durability);
        }
    }

    private static final class ReadOptions {
        @Option(names = "-r", paramLabel = "R", description = "Replicas that must answer a read.")
        private int r;
    }

    private static final class WriteOptions {
        @Option(names = "-w", paramLabel = "W", description = "Replicas that must store a write.")
        private int w;

        @Option(names = "--durability", description = "memory: done when stored; disk: done when synced.")
        private Durability durability;
    }
}
