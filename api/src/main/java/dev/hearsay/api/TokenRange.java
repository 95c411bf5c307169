package dev.hearsay.api;

/**
 * The tokens after {@code start} up to and including {@code end}, clockwise; it may wrap past the largest token. A range whose
 * ends are equal is the whole ring, never the empty set.
 */
public record TokenRange(Token start, Token end) {
    public static final TokenRange RING = new TokenRange(Token.ZERO, Token.ZERO);

    public boolean contains(Token token) {
        int order = start.compareTo(end);
        boolean afterStart = token.compareTo(start) > 0;
        boolean upToEnd = token.compareTo(end) <= 0;
        if (order < 0) {
            return afterStart && upToEnd;
        }
        return order == 0 || afterStart || upToEnd;
    }
}
