package dev.hearsay.cli;

import java.nio.charset.Charset;

/**
 * Where output goes, as the {@code hearsay} script found it: a JVM cannot tell in all versions. What is printed elsewhere is plain
 * and 80 columns wide.
 *
 * @param interactive whether a person watches
 * @param columns how wide it is
 * @param unicode whether it can show more than ASCII
 */
record Terminal(boolean interactive, int columns, boolean unicode) {
    private static final int USUAL = 80;
    private static final int NARROW = 40;

    /** Standard output. */
    static Terminal output() {
        int columns = Integer.getInteger("terminal.columns", 0);
        return new Terminal(
                columns > 0,
                columns < NARROW ? USUAL : columns,
                charset().newEncoder().canEncode('▲'));
    }

    /** Whether somebody watches standard error, where progress is shown. */
    static boolean progressIsWatched() {
        return Boolean.getBoolean("terminal.watched");
    }

    private static Charset charset() {
        for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
            String name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return Charset.defaultCharset();
    }
}
