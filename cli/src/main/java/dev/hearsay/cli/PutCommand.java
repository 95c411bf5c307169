package dev.hearsay.cli;

import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay put}. */
@Command(name = "put", description = "Store a value, and print the context that the next write needs to replace it.")
final class PutCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", index = "0")
    private String key;

    @Parameters(paramLabel = "VALUE", index = "1")
    private String value;

    @Option(
            names = "--context",
            paramLabel = "CTX",
            description =
                    "What was seen of the key, as get or put printed it: exactly that is replaced. Without it nothing is.")
    private String context;

    @Mixin
    private Asking asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Outcome.Done done = asking.done(
                true,
                client -> client.putAsync(Key.of(key), Value.of(value), Asking.context(context), asking.options()));
        Answers.printContext(done.reading(), spec.commandLine().getOut());
        return 0;
    }
}
