package dev.hearsay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code hearsay} command. */
@Command(
        name = "hearsay",
        mixinStandardHelpOptions = true,
        version = "hearsay 0.1.0",
        description = "An eventually consistent store made of plugins, and the laboratory that compares them.")
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: hearsay --help lists the commands.");
    }
}
