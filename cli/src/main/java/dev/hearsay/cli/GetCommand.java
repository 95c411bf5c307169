package dev.hearsay.cli;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Reading;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.client.HearsayClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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
        description = "Print the values of a key, one a line: none if it is absent, several if writes were concurrent.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused", "2:wrong input", "3:unknown: there was no answer in time"})
final class GetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", index = "0")
    private String key;

    @Option(names = "--json", description = "Print values, context and the replicas that answered as one JSON object.")
    private boolean json;

    @Mixin
    private Asking.Reading asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Key asked = Asking.key(key);
        Found found = asking.done(
                false,
                client -> client.getAsync(asked, asking.options()),
                (client, done) -> found(asked, client, done));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Answers.printJson(key, found.reading(), found.replicas(), out);
        } else {
            found.reading().values().forEach(out::println);
            out.flush();
        }
        return 0;
    }

    private record Found(Reading reading, Optional<List<MemberId>> replicas) {}

    /** The answer may have come before the ring that its ranks belong to. */
    private Found found(Key asked, HearsayClient client, Outcome.Done done) {
        Optional<List<MemberId>> replicas = Optional.empty();
        if (json) {
            replicas = client.answeredBy(asked, done);
            if (replicas.isEmpty() && client.ring().isPresent()) {
                replicas = client.answeredBy(asked, done);
            }
        }
        return new Found(done.reading(), replicas);
    }
}
