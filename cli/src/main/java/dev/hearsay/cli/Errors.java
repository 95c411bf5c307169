package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong, and ends with the exit code that belongs to it. */
final class Errors {
    static final int FAILED = 1;
    static final int WRONG_INPUT = 2;
    static final int UNKNOWN = 3;
    static final int INTERRUPTED = 130;

    private Errors() {}

    static int report(Throwable problem, boolean verbose, PrintWriter err) {
        if (problem instanceof InterruptedException) {
            return INTERRUPTED; // the sentence is Interruption's
        }
        err.println("hearsay: " + sentence(problem));
        if (verbose) {
            problem.printStackTrace(err);
        }
        err.flush();
        if (problem instanceof FailedOperation failed) {
            return failed.exitCode();
        }
        return problem instanceof ConfigurationException ? WRONG_INPUT : FAILED;
    }

    /** A word on the command line that cannot be used. */
    static int report(ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("hearsay: " + sentence(problem) + "; "
                + line.getCommandSpec().qualifiedName() + " --help shows what it takes");
        err.flush();
        return WRONG_INPUT;
    }

    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return (unmatched.isUnknownOption() ? "there is no option " : "nothing is known of ")
                    + word
                    + (isOneLetter(word)
                            ? ""
                            : Nearest.question(word, known(problem.getCommandLine(), unmatched.isUnknownOption())));
        }
        if (problem instanceof MissingParameterException missing) {
            return missing.getMissing().get(0).paramLabel() + " is missing";
        }
        return problem.getMessage();
    }

    /** Any other letter is as near to it as what was meant. */
    private static boolean isOneLetter(String option) {
        return option.length() == 2 && option.startsWith("-");
    }

    private static List<String> known(CommandLine line, boolean options) {
        return options
                ? List.copyOf(line.getCommandSpec().optionsMap().keySet())
                : List.copyOf(line.getSubcommands().keySet());
    }

    private static String sentence(Throwable problem) {
        Throwable cause =
                problem instanceof UncheckedIOException && problem.getCause() != null ? problem.getCause() : problem;
        if (problem instanceof UncheckedIOException
                && problem.getMessage() != null
                && !problem.getMessage().contains("Exception")) {
            return problem.getMessage();
        }
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return "there is no file " + cause.getMessage();
        }
        if (cause instanceof AccessDeniedException) {
            return "no permission for " + cause.getMessage();
        }
        if (cause instanceof ConfigurationException || cause instanceof IOException) {
            return cause.getMessage();
        }
        if (problem instanceof FailedOperation || problem instanceof FailedDisk) {
            return problem.getMessage();
        }
        if (problem instanceof OutOfMemoryError) {
            return "not enough memory; HEARSAY_JAVA_OPTS=-Xmx8g gives it more, --threads 1 needs less";
        }
        return "failed, and that is a fault of Hearsay's: " + cause + "; --verbose shows where";
    }
}
