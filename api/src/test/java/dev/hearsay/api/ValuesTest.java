package dev.hearsay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Provide
    Arbitrary<Token> tokens() {
        Arbitrary<Long> halves = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, -1L, Long.MIN_VALUE));
        return Combinators.combine(halves, halves).as(Token::new);
    }

    private static BigInteger unsigned(Token token) {
        return new BigInteger(token.toString(), 16);
    }

    @Property(seed = "1")
    void tokensAreOrderedAsUnsignedNumbers(@ForAll("tokens") Token one, @ForAll("tokens") Token other) {
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(unsigned(one).compareTo(unsigned(other)));
    }

    /** RFC 1321, appendix A.5. */
    @Test
    void theTokenOfAKeyIsItsMd5Digest() {
        assertThat(Key.of("abc").token()).hasToString("900150983cd24fb0d6963f7d28e17f72");
    }

    @Property(seed = "1")
    void aRangeAndItsReverseShareTheRing(
            @ForAll("tokens") Token start, @ForAll("tokens") Token end, @ForAll("tokens") Token token) {
        Assume.that(!start.equals(end));
        boolean inside = new TokenRange(start, end).contains(token);
        assertThat(new TokenRange(end, start).contains(token)).isEqualTo(!inside);
        assertThat(new TokenRange(start, end).contains(end)).isTrue();
        assertThat(new TokenRange(start, end).contains(start)).isFalse();
        assertThat(new TokenRange(start, start).contains(token)).isTrue();
    }

    @Property(seed = "1")
    void keysAreEqualAsTheirBytesAreAndOrderedByToken(@ForAll byte[] one, @ForAll byte[] other) {
        Key left = Key.of(one);
        Key right = Key.of(other);
        assertThat(left.equals(right)).isEqualTo(ByteBuffer.wrap(one).equals(ByteBuffer.wrap(other)));
        assertThat(left.compareTo(right) == 0).isEqualTo(left.equals(right));
        assertThat(left).isEqualTo(Key.of(one)).hasSameHashCodeAs(Key.of(one));
        if (!left.token().equals(right.token())) {
            assertThat(Integer.signum(left.compareTo(right)))
                    .isEqualTo(Integer.signum(left.token().compareTo(right.token())));
        }
    }

    /** Zeros at the end may be kept or not; nobody can tell. */
    @Property(seed = "1")
    void aValueIsItsBytesHoweverItsZerosAreKept(@ForAll long number, @ForAll @IntRange(min = 8, max = 40) int size) {
        Value folded = Value.numbered(number, size);
        ByteBuffer out = ByteBuffer.allocate(size);
        folded.writeTo(out);
        Value plain = Value.of(out.array());
        assertThat(folded).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(plain).isEqualTo(folded);
        assertThat(Value.readFrom(out.flip(), size)).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(folded.number()).isEqualTo(number);
        assertThat(folded.bytes()).isEqualTo(out.array());
        assertThat(folded)
                .isNotEqualTo(Value.numbered(number + 1, size))
                .isNotEqualTo(Value.numbered(number, size + 1));
    }

    @Property(seed = "1")
    void aContextSurvivesItsText(@ForAll byte[] bytes) {
        Context context = Context.of(bytes);
        assertThat(Context.parse(context.toString())).isEqualTo(context);
        assertThat(context.bytes()).isEqualTo(bytes);
    }

    @Test
    void aNumberNeedsEightBytes() {
        assertThatThrownBy(() -> Value.numbered(1, 7)).hasMessage("a numbered value needs at least 8 bytes, not 7");
    }
}
