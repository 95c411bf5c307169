package dev.hearsay.cli;

import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay get}. */
@Command(
        name = "get",
        description = "Print the values of a key, one a line: none if it is absent, several if writes were concurrent.")
final class GetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", index = "0")
    private String key;

    @Option(names = "--json", description = "Print values and context as one JSON object.")
    private boolean json;

    @Mixin
    private Asking asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Reading reading = asking.done(false, client -> client.getAsync(Key.of(key), asking.options()))
                .reading();
        if (json) {
            Answers.printJson(key, reading, spec.commandLine().getOut());
        } else {
            reading.values().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
