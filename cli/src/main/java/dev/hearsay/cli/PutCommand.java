package dev.hearsay.cli;

import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay put}. */
@Command(
        name = "put",
        description = "Store a value, and print the context that the next write needs to replace it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused: nothing was changed",
            "2:wrong input",
            "3:unknown: it may have been stored"
        })
final class PutCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int MOST_BYTES = 64 << 20;

    @Parameters(paramLabel = "KEY", index = "0")
    private String key;

    @Parameters(paramLabel = "VALUE", index = "1", arity = "0..1", description = "Or --file.")
    private String value;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Where the value is, in place of VALUE: its bytes as they are, however many. - is the standard input.")
    private Path file;

    @Option(
            names = "--context",
            paramLabel = "CTX",
            description =
                    "What was seen of the key, as get or put printed it: exactly that is replaced. Without it nothing is.")
    private String context;

    @Mixin
    private Asking.Writing asking;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Key asked = Asking.key(key);
        Value given = value();
        Outcome.Done done =
                asking.done(true, client -> client.putAsync(asked, given, Asking.context(context), asking.options()));
        Answers.printContext(done.reading(), spec.commandLine().getOut());
        return 0;
    }

    private Value value() throws IOException {
        if ((value == null) == (file == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    value == null ? "VALUE is missing, and so is --file" : "VALUE and --file cannot both be the value");
        }
        if (file == null) {
            return Value.of(value);
        }
        if (file.equals(STANDARD_INPUT)) {
            return read(System.in, "the standard input");
        }
        if (Files.isDirectory(file)) {
            throw new ConfigurationException("--file: " + file + " is a folder");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return read(bytes, file.toString());
        }
    }

    /** More than any message carries is not read: it may have no end. */
    private static Value read(InputStream from, String name) throws IOException {
        byte[] bytes = from.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new ConfigurationException(
                    "--file: " + name + " has more than " + MOST_BYTES + " bytes, and a message may not have so many");
        }
        return Value.of(bytes);
    }
}
