package dev.hearsay.cli;

import dev.hearsay.observer.statistics.Verdict;
import picocli.CommandLine.Help.Ansi;

/** Verdicts as signs, told apart by shape first and by colour where there is some. */
final class Marks {
    private final boolean unicode;
    private final Ansi ansi;

    Marks(Terminal terminal) {
        this.unicode = terminal.unicode();
        this.ansi = terminal.interactive() ? Ansi.ON : Ansi.OFF;
    }

    String of(Verdict verdict) {
        return switch (verdict.kind()) {
            case BETTER -> unicode ? "▲" : "+";
            case WORSE -> unicode ? "▼" : "-";
            case HIGHER -> unicode ? "↑" : "^";
            case LOWER -> unicode ? "↓" : "v";
            case NO_DIFFERENCE -> "=";
            case NEEDS_SEEDS -> verdict.moreSeeds() >= 1000 ? "?>999" : "?" + verdict.moreSeeds();
            case ONE_SEED -> "";
            case NOT_MEASURED -> "x";
        };
    }

    String coloured(Verdict verdict) {
        String mark = of(verdict);
        return switch (verdict.kind()) {
            case BETTER -> styled("green", mark);
            case WORSE -> styled("red", mark);
            case NEEDS_SEEDS -> styled("yellow", mark);
            default -> mark;
        };
    }

    String legend(Verdict.Kind kind) {
        String words = kind == Verdict.Kind.NOT_MEASURED ? "not comparable" : kind.words();
        return of(new Verdict(kind, 0)) + " " + words;
    }

    String plusMinus() {
        return unicode ? "±" : "+-";
    }

    String infinity() {
        return unicode ? "∞" : "inf";
    }

    String bold(String text) {
        return styled("bold", text);
    }

    private String styled(String style, String text) {
        return ansi.string("@|" + style + " " + text + "|@");
    }
}
