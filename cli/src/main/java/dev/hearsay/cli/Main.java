package dev.hearsay.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code hearsay} command. */
@Command(
        name = "hearsay",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "hearsay " + Main.VERSION,
        description = "An eventually consistent store made of plugins, and the laboratory that compares them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong input", "130:interrupted"},
        subcommands = {
            LabCommand.class,
            PluginsCommand.class,
            ConfigCommand.class,
            ClusterCommand.class,
            NodeCommand.class,
            GetCommand.class,
            PutCommand.class,
            DeleteCommand.class,
            StatusCommand.class,
            BenchCommand.class,
            CheckCommand.class,
            WarmUpCommand.class,
            GenerateCompletion.class
        })
public final class Main implements Runnable {
    static final String VERSION = "0.1.0";

    @Option(
            names = {"--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        CommandLine line = commandLine();
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            return Errors.report(e, List.of(args).contains("--verbose"), line.getErr());
        }
    }

    /** The command with its subcommands, and one way to report errors. */
    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setExecutionExceptionHandler(
                (problem, command, parsed) -> Errors.report(problem, main.verbose, command.getErr()));
        line.setParameterExceptionHandler((problem, arguments) -> Errors.report(problem));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Duration.class, Main::duration);
        return line;
    }

    private static Duration duration(String text) {
        try {
            if (text.chars().noneMatch(Character::isLetter)) {
                throw new TypeConversionException(text + " has no unit; write 500ms or 2s");
            }
            return ConfigValueFactory.fromAnyRef(text).atKey("time").getDuration("time");
        } catch (ConfigException e) {
            throw new TypeConversionException(text + " is no time; write 500ms or 2s");
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }
}
