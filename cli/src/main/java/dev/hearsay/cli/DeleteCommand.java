package dev.hearsay.cli;

import dev.hearsay.api.Key;
import dev.hearsay.api.request.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay delete}. */
@Command(
        name = "delete",
        description = "Remove what was seen of a key, and print the context of what is left.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused: nothing was changed",
            "2:wrong input",
            "3:unknown: it may have been removed"
        })
final class DeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", index = "0")
    private String key;

    @Option(
            names = "--context",
            required = true,
            paramLabel = "CTX",
            description = "What was seen of the key, as get or put printed it: exactly that is removed.")
    private String context;

    @Mixin
    private Asking.Writing asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Key asked = Asking.key(key);
        Outcome.Done done =
                asking.done(true, client -> client.deleteAsync(asked, Asking.context(context), asking.options()));
        Answers.printContext(done.reading(), spec.commandLine().getOut());
        return 0;
    }
}
