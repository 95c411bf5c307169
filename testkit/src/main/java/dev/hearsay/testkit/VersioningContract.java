package dev.hearsay.testkit;

import static dev.hearsay.testkit.CellAssertions.assertAlike;
import static dev.hearsay.testkit.CellAssertions.encoded;
import static dev.hearsay.testkit.CellAssertions.mergeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Relation;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.CausalModel.Copy;
import dev.hearsay.testkit.CausalModel.Seen;
import dev.hearsay.testkit.CausalModel.Write;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Versioning} must hold. Extend it, return yours from {@link #versioning}, and run.
 *
 * <p>The laws are tried on histories of one key that grew at random ({@link KeyHistory}); the number of the repetition is the
 * seed, so a red repetition stays red. A versioning that {@linkplain Versioning#loses loses} writes on purpose is excused from
 * what that breaks, and from nothing else.
 */
public abstract class VersioningContract {
    private static final int HISTORIES = 50;
    private static final int STEPS = 60;
    private static final int PICKS = 60;
    private static final int SHORT = 6;
    private static final MemberId A = new MemberId("a", 0);
    private static final MemberId B = new MemberId("b", 0);

    /** A new instance. */
    protected abstract Versioning versioning();

    /**
     * Whether a write always replaces all that its context covers. One that keeps siblings which the client had seen (false
     * concurrency) answers false and says so in its documentation.
     */
    protected boolean exact() {
        return !versioning().loses();
    }

    /**
     * Whether a write may know less than the cell that it was made on. One that prunes its clocks answers true and says so in its
     * documentation.
     */
    protected boolean forgets() {
        return false;
    }

    @RepeatedTest(HISTORIES)
    void mergeIsCommutativeAssociativeAndIdempotentWithTheEmptyCellNeutral(RepetitionInfo seed) {
        Versioning versioning = versioning();
        KeyHistory history = history(versioning, seed);
        for (int i = 0; i < PICKS; i++) {
            Cell x = history.anyCell();
            Cell y = history.anyCell();
            Cell z = history.anyCell();
            Cell xy = versioning.merge(x, y);
            assertAlike(versioning, versioning.merge(y, x), xy);
            assertAlike(versioning, versioning.merge(x, versioning.merge(y, z)), versioning.merge(xy, z));
            assertAlike(versioning, versioning.merge(x, x), x);
            assertAlike(versioning, versioning.merge(x, versioning.empty()), x);
        }
    }

    @RepeatedTest(HISTORIES)
    void mergeReturnsTheVeryObjectThatAlreadyKnowsEverything(RepetitionInfo seed) {
        Versioning versioning = versioning();
        KeyHistory history = history(versioning, seed);
        for (int i = 0; i < PICKS; i++) {
            Cell part = history.anyCell();
            Cell whole = versioning.merge(part, history.anyCell());
            if (!part.equals(whole)) {
                assertThat(versioning.merge(whole, part)).isSameAs(whole);
                assertThat(versioning.merge(part, whole)).isSameAs(whole);
            }
            Cell copy = versioning.decode(ByteBuffer.wrap(encoded(versioning, whole)));
            assertThat(versioning.merge(whole, copy))
                    .satisfiesAnyOf(
                            merged -> assertThat(merged).isSameAs(whole),
                            merged -> assertThat(merged).isSameAs(copy));
        }
    }

    @RepeatedTest(HISTORIES)
    void theOrderOfMergesCannotBeToldFromCellDigestOrBytes(RepetitionInfo seed) {
        Versioning versioning = versioning();
        KeyHistory history = history(versioning, seed);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            cells.add(history.anyCell());
        }
        Cell first = mergeAll(versioning, cells);
        for (int i = 0; i < 10; i++) {
            history.shuffle(cells);
            assertAlike(versioning, mergeAll(versioning, cells), first);
        }
    }

    @RepeatedTest(HISTORIES)
    void comparisonAgreesWithMergeFromBothSides(RepetitionInfo seed) {
        Versioning versioning = versioning();
        KeyHistory history = history(versioning, seed);
        for (int i = 0; i < PICKS; i++) {
            Cell left = history.anyCell();
            Cell right = history.anyCell();
            Relation relation = versioning.compare(left, right);
            Cell merged = versioning.merge(left, right);
            assertThat(relation == Relation.EQUAL || relation == Relation.AFTER).isEqualTo(merged.equals(left));
            assertThat(relation == Relation.EQUAL || relation == Relation.BEFORE)
                    .isEqualTo(merged.equals(right));
        }
    }

    @RepeatedTest(HISTORIES)
    void cellsThatKnowDifferentThingsHaveDifferentDigests(RepetitionInfo seed) {
        List<Copy> copies = history(versioning(), seed).copies();
        for (Copy left : copies) {
            for (Copy right : copies) {
                boolean equal = left.cell().equals(right.cell());
                assertThat(left.cell().digest() == right.cell().digest()).isEqualTo(equal);
            }
        }
    }

    @RepeatedTest(HISTORIES)
    void aWriteNeverForgetsWhatItsCellKnew(RepetitionInfo seed) {
        assumeFalse(forgets(), "prunes on purpose");
        Versioning versioning = versioning();
        for (Write write : history(versioning, seed).writes()) {
            Cell after = write.after().cell();
            assertThat(versioning.merge(write.local().cell(), after)).isSameAs(after);
            assertThat(versioning.merge(after, write.local().cell())).isSameAs(after);
            assertThat(after).isNotEqualTo(write.local().cell());
        }
    }

    @RepeatedTest(HISTORIES)
    void aWriteWithTheContextOfItsCellReplacesAllThatWasRead(RepetitionInfo seed) {
        Versioning versioning = versioning();
        for (Copy copy : history(versioning, seed).copies()) {
            Cell put = put(versioning, copy.cell(), versioning.read(copy.cell()).context(), "new");
            assertThat(versioning.read(put).values()).containsExactly(Value.of("new"));
            if (!forgets()) {
                assertThat(versioning.merge(put, copy.cell())).isSameAs(put);
            }
        }
    }

    @RepeatedTest(HISTORIES)
    void noValueDisappearsUnlessALaterWriteHadSeenIt(RepetitionInfo seed) {
        Versioning versioning = versioning();
        assumeFalse(versioning.loses(), "loses writes on purpose");
        KeyHistory history = history(versioning, seed);
        for (Copy copy : history.copies()) {
            assertThat(history.model().lost(copy).stream())
                    .as("missing from %s", copy)
                    .isEmpty();
        }
    }

    @RepeatedTest(HISTORIES)
    void noValueStaysThatALaterWriteHadSeen(RepetitionInfo seed) {
        assumeTrue(exact(), "sees concurrency where there is none");
        KeyHistory history = history(versioning(), seed);
        for (Copy copy : history.copies()) {
            assertThat(history.model().stale(copy).stream())
                    .as("too much in %s", copy)
                    .isEmpty();
        }
    }

    /** The two laws above, for every history of two clients and two replicas with up to {@value #SHORT} steps. */
    @Test
    void noShortHistoryLosesAValueOrKeepsAReplacedOne() {
        Versioning versioning = versioning();
        assumeFalse(versioning.loses(), "loses writes on purpose");
        ShortHistories.visit(versioning, SHORT, (model, copy) -> {
            if (!model.lost(copy).isEmpty() || exact() && !model.stale(copy).isEmpty()) {
                throw new AssertionError(model.shown(copy) + " are shown by " + copy);
            }
        });
    }

    @RepeatedTest(HISTORIES)
    void noTwoWritesShareADot(RepetitionInfo seed) {
        Set<Dot> dots = new HashSet<>();
        for (Write write : history(versioning(), seed).writes()) {
            assertThat(dots.add(write.dot())).as("fresh: " + write.dot()).isTrue();
        }
    }

    @RepeatedTest(HISTORIES)
    void theContextAfterAWriteCoversItsDotAndTheOneBeforeDoesNot(RepetitionInfo seed) {
        Versioning versioning = versioning();
        for (Write write : history(versioning, seed).writes()) {
            Dot dot = write.dot();
            assertThat(covers(versioning, contextOf(versioning, write.after()), dot))
                    .isTrue();
            assertThat(covers(versioning, contextOf(versioning, write.local()), dot))
                    .isFalse();
            assertThat(covers(versioning, Context.NONE, dot)).isFalse();
        }
    }

    @RepeatedTest(HISTORIES)
    void aContextReachesADotExactlyIfItsReaderHadSeenTheWrite(RepetitionInfo seed) {
        assumeTrue(exact(), "contexts are not exact");
        Versioning versioning = versioning();
        KeyHistory history = history(versioning, seed);
        for (Seen seen : history.contexts()) {
            for (Write write : history.writes()) {
                assertThat(covers(versioning, seen.context(), write.dot()))
                        .isEqualTo(seen.writes().get(write.number()));
            }
        }
    }

    @RepeatedTest(HISTORIES)
    void cellsSurviveTheirEncoding(RepetitionInfo seed) {
        Versioning versioning = versioning();
        for (Copy copy : history(versioning, seed).copies()) {
            byte[] bytes = encoded(versioning, copy.cell());
            ByteBuffer in = ByteBuffer.wrap(bytes);
            Cell decoded = versioning.decode(in);
            assertThat(in.hasRemaining()).isFalse();
            assertAlike(versioning, decoded, copy.cell());
            assertThat(decoded.isEmpty()).isEqualTo(copy.cell().isEmpty());
        }
    }

    @Test
    void anEncodingThatIsCutShortIsRefused() {
        Versioning versioning = versioning();
        KeyHistory history = KeyHistory.grow(versioning, 1, STEPS);
        for (int i = 0; i < PICKS; i++) {
            byte[] bytes = encoded(versioning, history.anyCell());
            for (int length = 0; length < bytes.length; length++) {
                ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
                assertThatIllegalArgumentException().isThrownBy(() -> versioning.decode(cut));
            }
        }
    }

    @RepeatedTest(HISTORIES)
    void contextsSurviveAsBytesAndAsText(RepetitionInfo seed) {
        Versioning versioning = versioning();
        KeyHistory history = history(versioning, seed);
        for (Seen seen : history.contexts()) {
            Context context = seen.context();
            Context back = Context.parse(Context.of(context.bytes()).toString());
            assertThat(back).isEqualTo(context).hasSameHashCodeAs(context);
            assertThat(context.encodedSize()).isEqualTo(context.bytes().length);
            for (MemberId member : history.members()) {
                assertThat(versioning.seen(back, member)).isEqualTo(versioning.seen(context, member));
            }
            Cell local = history.anyCell();
            assertAlike(versioning, put(versioning, local, back, "x"), put(versioning, local, context, "x"));
        }
    }

    @Test
    void aContextWithOneDamagedByteIsRefused() {
        Versioning versioning = versioning();
        List<Seen> contexts = KeyHistory.grow(versioning, 1, STEPS).contexts();
        for (Seen seen : contexts.subList(contexts.size() - 3, contexts.size())) {
            byte[] bytes = seen.context().bytes();
            assertThat(bytes).isNotEmpty();
            for (int at = 0; at < bytes.length; at++) {
                for (int flip = 1; flip < 256; flip++) {
                    byte[] damaged = bytes.clone();
                    damaged[at] ^= (byte) flip;
                    assertRefused(versioning, Context.of(damaged));
                }
            }
        }
    }

    @Test
    void whatWasNeverAContextIsRefused() {
        Versioning versioning = versioning();
        assertRefused(versioning, Context.of("anything at all".getBytes(StandardCharsets.UTF_8)));
        for (int length = 1; length < 20; length++) {
            assertRefused(versioning, Context.of(new byte[length]));
        }
    }

    @Test
    void theEmptyCellReadsAsAbsentAndNothingElseIsEmpty() {
        Versioning versioning = versioning();
        assertThat(versioning.empty().isEmpty()).isTrue();
        assertThat(versioning.read(versioning.empty())).isEqualTo(Reading.ABSENT);
        assertThat(put(versioning, versioning.empty(), Context.NONE, "x").isEmpty())
                .isFalse();
        assertThat(delete(versioning, versioning.empty(), Context.NONE).isEmpty())
                .isFalse();
    }

    @Test
    void aWriteThatHasSeenNothingBecomesASibling() {
        Versioning versioning = versioning();
        assumeFalse(versioning.loses(), "loses writes on purpose");
        Cell first = put(versioning, versioning.empty(), Context.NONE, "x");
        Cell second = put(versioning, first, Context.NONE, "y");
        assertThat(versioning.read(second).values()).containsExactlyInAnyOrder(Value.of("x"), Value.of("y"));
    }

    @Test
    void aDeletedKeyReadsAsAbsentButItsContextSupersedesTheDelete() {
        Versioning versioning = versioning();
        Cell put = put(versioning, versioning.empty(), Context.NONE, "x");
        Cell deleted = delete(versioning, put, versioning.read(put).context());
        Reading absent = versioning.read(deleted);
        assertThat(absent.values()).isEmpty();
        assertThat(absent.context()).isNotEqualTo(Context.NONE);
        assertThat(versioning.merge(deleted, put)).isSameAs(deleted);

        Cell again = put(versioning, deleted, absent.context(), "again");
        assertThat(versioning.compare(deleted, again)).isEqualTo(Relation.BEFORE);
        assertThat(versioning.read(again).values()).containsExactly(Value.of("again"));
    }

    @Test
    void aPutThatADeleteHadNotSeenSurvivesIt() {
        Versioning versioning = versioning();
        assumeFalse(versioning.loses(), "loses writes on purpose");
        Cell start = put(versioning, versioning.empty(), Context.NONE, "x");
        Context seen = versioning.read(start).context();
        Cell deleted = delete(versioning, start, seen);
        Event elsewhere = new Event(B, "other", 2_000_000L);
        Cell written = versioning.write(start, seen, Mutation.put(Value.of("y")), elsewhere);
        Cell merged = versioning.merge(deleted, written);
        assertThat(versioning.read(merged).values()).containsExactly(Value.of("y"));
    }

    @Test
    void aKeyCreatedAgainByAClientThatKnewNothingDoesNotCollideWithItsPast() {
        Versioning versioning = versioning();
        Cell put = put(versioning, versioning.empty(), Context.NONE, "x");
        Cell deleted = delete(versioning, put, versioning.read(put).context());
        Cell again = put(versioning, deleted, Context.NONE, "again");
        for (Cell past : List.of(put, deleted)) {
            Cell merged = versioning.merge(past, again);
            assertThat(merged).isSameAs(again);
            assertThat(versioning.read(merged).values()).containsExactly(Value.of("again"));
        }
    }

    private static KeyHistory history(Versioning versioning, RepetitionInfo seed) {
        return KeyHistory.grow(versioning, seed.getCurrentRepetition(), STEPS);
    }

    private static Event event() {
        return new Event(A, "client", 2_000_000L);
    }

    private static Cell put(Versioning versioning, Cell local, Context seen, String text) {
        return versioning.write(local, seen, Mutation.put(Value.of(text)), event());
    }

    private static Cell delete(Versioning versioning, Cell local, Context seen) {
        return versioning.write(local, seen, Mutation.delete(), event());
    }

    private static Context contextOf(Versioning versioning, Copy copy) {
        return versioning.read(copy.cell()).context();
    }

    private static boolean covers(Versioning versioning, Context context, Dot dot) {
        return versioning.seen(context, dot.actor()) >= dot.counter();
    }

    private static void assertRefused(Versioning versioning, Context context) {
        assertThatThrownBy(() -> versioning.seen(context, A)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> put(versioning, versioning.empty(), context, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
