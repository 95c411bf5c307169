package dev.hearsay.api.plugin;

import java.util.List;

/** Finds what somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The known name that needs the fewest edits, if that is few enough to be a slip; else empty. */
    public static String to(String given, List<String> known) {
        String best = "";
        int fewest = Math.max(2, given.length() / 3) + 1;
        for (String candidate : known) {
            int edits = edits(given, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code "; did you mean …?"}, or nothing. */
    public static String question(String given, List<String> known) {
        String nearest = to(given, known);
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /** Levenshtein distance. */
    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[row.length - 1];
    }
}
