package dev.hearsay.api;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What one lane of a node answers for: one of {@code of} parts of the ring, of equal length, numbered in the order of tokens from 0. Every token
 * is in exactly one of them. No arc wraps: in the order of tokens it is contiguous, as it is on a disk.
 */
public record Arc(int number, int of) {
    /** The whole ring, in one part. */
    public static final Arc RING = new Arc(0, 1);

    private static final Token LAST = new Token(-1, -1);

    public Arc {
        if (number < 0 || number >= of) {
            throw new IllegalArgumentException("there is no arc " + number + " of " + of);
        }
    }

    /** In which of so many arcs a token is: the whole part of {@code of} times its place on the ring. */
    public static int numberOf(Token token, int of) {
        long high = token.high();
        return (int) (Math.multiplyHigh(high, of) + (high >> 63 & of));
    }

    public boolean contains(Token token) {
        return numberOf(token, of) == number;
    }

    /** Whether this is the first, which is also the only one if there is one. */
    public boolean isFirst() {
        return number == 0;
    }

    public TokenRange range() {
        return of == 1 ? TokenRange.RING : new TokenRange(number == 0 ? LAST : last(number - 1), last(number));
    }

    private Token last(int arc) {
        BigInteger parts = BigInteger.valueOf(of);
        BigInteger next = BigInteger.valueOf(arc + 1L).shiftLeft(Long.SIZE);
        BigInteger first = next.add(parts).subtract(BigInteger.ONE).divide(parts);
        return new Token(first.subtract(BigInteger.ONE).longValue(), -1);
    }

    /**
     * The part of a range that is in this arc, clockwise from the start of the range: nothing, one range, or two, if the range leaves the arc
     * and comes back to it from behind.
     */
    public List<TokenRange> cut(TokenRange range) {
        if (of == 1) {
            return List.of(range);
        }
        List<TokenRange> pieces = new ArrayList<>(2);
        boolean wraps = range.start().compareTo(range.end()) >= 0;
        add(pieces, range.start(), wraps ? LAST : range.end());
        if (wraps) {
            add(pieces, null, range.end());
        }
        return pieces;
    }

    /** What of the tokens after {@code start}, or from the first one on if it is null, up to {@code end} is in this arc, if anything is. */
    private void add(List<TokenRange> pieces, Token start, Token end) {
        Token last = last(number);
        Token before = number == 0 ? null : last(number - 1);
        Token from = start == null || before != null && before.compareTo(start) > 0 ? before : start;
        Token to = end.compareTo(last) < 0 ? end : last;
        if (from == null) {
            pieces.add(new TokenRange(LAST, to));
        } else if (from.compareTo(to) < 0) {
            pieces.add(new TokenRange(from, to));
        }
    }
}
