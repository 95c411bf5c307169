package dev.hearsay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ArcTest {
    private static final Token LAST = new Token(-1, -1);

    /** Anywhere, at the ends of the ring, and close to where arcs meet. */
    @Provide
    static Arbitrary<Token> tokens() {
        Arbitrary<Long> halves = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.of(0L, 1L, -1L, -2L, Long.MAX_VALUE, Long.MIN_VALUE),
                Arbitraries.integers()
                        .between(1, 16)
                        .flatMap(of -> Arbitraries.integers()
                                .between(0, of - 1)
                                .map(number -> new Arc(number, of).range().end().high())));
        Arbitrary<Long> near =
                Combinators.combine(halves, Arbitraries.longs().between(-1, 1)).as(Long::sum);
        return Combinators.combine(near, halves).as(Token::new);
    }

    private static List<Arc> arcs(int of) {
        List<Arc> arcs = new ArrayList<>();
        for (int number = 0; number < of; number++) {
            arcs.add(new Arc(number, of));
        }
        return arcs;
    }

    @Property
    void everyTokenIsInExactlyOneArcAndInItsRangeOnly(
            @ForAll("tokens") Token token, @ForAll @IntRange(min = 1, max = 64) int of) {
        for (Arc arc : arcs(of)) {
            boolean here = Arc.numberOf(token, of) == arc.number();
            assertThat(arc.contains(token)).isEqualTo(here);
            assertThat(arc.range().contains(token)).isEqualTo(here);
        }
        assertThat(Arc.numberOf(token, of)).isBetween(0, of - 1);
    }

    @Property
    void theArcIsTheWholePartOfTheShareOfTheRing(
            @ForAll("tokens") Token token, @ForAll @IntRange(min = 1, max = 64) int of) {
        BigInteger high = new BigInteger(Long.toUnsignedString(token.high()));
        int expected = high.multiply(BigInteger.valueOf(of)).shiftRight(64).intValue();
        assertThat(Arc.numberOf(token, of)).isEqualTo(expected);
    }

    @Property
    void thePiecesOfARangeOverAllArcsAreTheRange(
            @ForAll("tokens") Token start,
            @ForAll("tokens") Token end,
            @ForAll("tokens") Token token,
            @ForAll @IntRange(min = 1, max = 9) int of) {
        TokenRange range = new TokenRange(start, end);
        for (Token one : List.of(token, start, end, Token.ZERO, LAST)) {
            int found = 0;
            for (Arc arc : arcs(of)) {
                for (TokenRange piece : arc.cut(range)) {
                    found += piece.contains(one) ? 1 : 0;
                    assertThat(!piece.contains(one) || arc.contains(one))
                            .as("%s of %s in %s", piece, range, arc)
                            .isTrue();
                }
            }
            assertThat(found).as("pieces of %s with %s", range, one).isEqualTo(range.contains(one) ? 1 : 0);
        }
    }

    @Property
    void piecesAreRangesAndNotTheWholeRing(
            @ForAll("tokens") Token start, @ForAll("tokens") Token end, @ForAll @IntRange(min = 2, max = 9) int of) {
        for (Arc arc : arcs(of)) {
            List<TokenRange> pieces = arc.cut(new TokenRange(start, end));
            assertThat(pieces)
                    .hasSizeLessThanOrEqualTo(2)
                    .allMatch(piece -> !piece.start().equals(piece.end()));
        }
    }

    @Example
    void aRangeThatComesBackFromBehindHasTwoPieces() {
        Token one = new Token(1, 0);
        Token two = new Token(2, 0);
        assertThat(new Arc(0, 2).cut(new TokenRange(two, one)))
                .containsExactly(
                        new TokenRange(two, new Token(Long.MAX_VALUE, -1)), new TokenRange(new Token(-1, -1), one));
        assertThat(new Arc(1, 2).cut(new TokenRange(two, one))).containsExactly(new Arc(1, 2).range());
        assertThat(new Arc(1, 2).cut(new TokenRange(one, two))).isEmpty();
    }

    @Example
    void oneArcIsTheRing() {
        assertThat(Arc.RING.range()).isEqualTo(TokenRange.RING);
        TokenRange range = new TokenRange(LAST, Token.ZERO);
        assertThat(Arc.RING.cut(range)).containsExactly(range);
        assertThatThrownBy(() -> new Arc(2, 2)).hasMessage("there is no arc 2 of 2");
    }
}
