package dev.hearsay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.StorageEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StorageEngine} must pass while it runs; what survives a crash is another matter. Subclass it in the
 * tests of your module and supply an empty engine.
 */
public abstract class StorageEngineContract {
    private static final Key B = Key.of("b");

    private StorageEngine engine;

    /** A fresh, empty engine; the suite closes it. */
    protected abstract StorageEngine engine();

    /**
     * Cells that are equal exactly if their numbers are. An engine that encodes cells overrides it with cells it can
     * encode.
     */
    protected Cell cell(long number) {
        return new StubCell(number);
    }

    /**
     * Lets the engine's lane run until every sync that was asked for has called back. By default there is nothing to
     * wait for.
     */
    protected void settle() {}

    /** Whether {@link #reopened} and {@link #damaged} work: the engine keeps what is put, where this suite can get at it. */
    protected boolean supportsDamage() {
        return false;
    }

    /** Closes the engine and opens what it left. */
    protected StorageEngine reopened(StorageEngine open) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    /** Closes the engine, damages what it keeps of a key, and opens it again. */
    protected StorageEngine damaged(StorageEngine open, String space, Key key) {
        throw new UnsupportedOperationException("nothing can be damaged");
    }

    @BeforeEach
    void open() {
        engine = engine();
    }

    @AfterEach
    void close() {
        end();
    }

    /** Closes the engine before the test is over, for a test that opens its data again. */
    protected final void end() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    private CellSpace space() {
        return engine.space("cells");
    }

    @Test
    void whatWasPutIsFoundAndNothingElse() {
        assertThat(space().get(Key.of("a"))).isNull();
        space().put(Key.of("a"), cell(1));
        assertThat(space().get(Key.of("a"))).isEqualTo(cell(1));
        assertThat(space().get(Key.of("b"))).isNull();
        assertThat(space().size()).isEqualTo(1);
    }

    @Test
    void aSecondPutReplacesTheFirstAndAddsNoKey() {
        space().put(Key.of("a"), cell(1));
        space().put(Key.of("a"), cell(2));
        assertThat(space().get(Key.of("a"))).isEqualTo(cell(2));
        assertThat(space().size()).isEqualTo(1);
        assertThat(scan(TokenRange.RING)).hasSize(1);
    }

    @Test
    void aRemovedKeyIsGoneAndMayComeBack() {
        space().put(Key.of("a"), cell(1));
        space().remove(Key.of("a"));
        space().remove(Key.of("never there"));
        assertThat(space().get(Key.of("a"))).isNull();
        assertThat(space().size()).isZero();
        assertThat(scan(TokenRange.RING)).isEmpty();
        space().put(Key.of("a"), cell(2));
        assertThat(scan(TokenRange.RING)).containsExactly(Key.of("a"));
    }

    @Test
    void spacesAreIndependentAndKeepTheirIdentity() {
        engine.space("left").put(Key.of("a"), cell(1));
        engine.space("right").put(Key.of("a"), cell(2));
        engine.space("right").remove(Key.of("b"));
        assertThat(engine.space("left").get(Key.of("a"))).isEqualTo(cell(1));
        assertThat(engine.space("right").get(Key.of("a"))).isEqualTo(cell(2));
        engine.space("left").remove(Key.of("a"));
        assertThat(engine.space("right").size()).isEqualTo(1);
        assertThat(engine.space("left")).isSameAs(engine.space("left"));
    }

    @Test
    void anyBytesMakeAKey() {
        Key empty = Key.of(new byte[0]);
        Key binary = Key.of(new byte[] {0, -1, 127, -128, 0});
        Key longKey = Key.of(new byte[5000]);
        space().put(empty, cell(1));
        space().put(binary, cell(2));
        space().put(longKey, cell(3));
        assertThat(space().get(empty)).isEqualTo(cell(1));
        assertThat(space().get(Key.of(binary.bytes()))).isEqualTo(cell(2));
        assertThat(space().get(Key.of(new byte[5000]))).isEqualTo(cell(3));
    }

    @Test
    void aScanVisitsTheWholeRingInTheOrderOfTokensBeginningAfterItsStart() {
        List<Key> sorted = fill(1000);
        assertThat(scan(TokenRange.RING)).isEqualTo(sorted);
        Token middle = sorted.get(400).token();
        List<Key> turned = new ArrayList<>(sorted.subList(401, 1000));
        turned.addAll(sorted.subList(0, 401));
        assertThat(scan(new TokenRange(middle, middle))).isEqualTo(turned);
    }

    @Test
    void aScanLeavesOutTheStartOfItsRangeAndTakesInTheEnd() {
        List<Key> sorted = fill(100);
        Token start = sorted.get(10).token();
        Token end = sorted.get(20).token();
        assertThat(scan(new TokenRange(start, end))).isEqualTo(sorted.subList(11, 21));
        assertThat(scan(new TokenRange(TokenMath.before(start), TokenMath.before(end))))
                .isEqualTo(sorted.subList(10, 20));
        assertThat(scan(new TokenRange(start, TokenMath.after(start)))).isEmpty();
    }

    @Test
    void theRangeBetweenTwoNeighbouringKeysHoldsTheSecondWhereverTheyLie() {
        List<Key> sorted = fill(2000);
        for (int i = 0; i < sorted.size(); i++) {
            Key next = sorted.get((i + 1) % sorted.size());
            assertThat(scan(new TokenRange(sorted.get(i).token(), next.token())))
                    .containsExactly(next);
        }
    }

    @Test
    void aScanOfARangeThatWrapsGoesPastTheLargestToken() {
        List<Key> sorted = fill(100);
        TokenRange wrapping =
                new TokenRange(sorted.get(96).token(), sorted.get(2).token());
        List<Key> expected = new ArrayList<>(sorted.subList(97, 100));
        expected.addAll(sorted.subList(0, 3));
        assertThat(scan(wrapping)).isEqualTo(expected);
        Token last = sorted.get(99).token();
        assertThat(scan(new TokenRange(last, sorted.get(0).token()))).containsExactly(sorted.get(0));
    }

    @Test
    void aScanEndsWhereItsVisitorSaysSoAlsoBehindTheWrap() {
        List<Key> sorted = fill(100);
        TokenRange wrapping =
                new TokenRange(sorted.get(96).token(), sorted.get(50).token());
        for (int wanted : new int[] {1, 2, 3, 4, 10}) {
            List<Key> visited = new ArrayList<>();
            space().scan(wrapping, (key, cell) -> {
                visited.add(key);
                return visited.size() < wanted;
            });
            assertThat(visited).hasSize(wanted);
        }
    }

    @Test
    void aVisitorGetsTheCellOfItsKeyAndMayReadTheSpace() {
        fill(100);
        List<Key> visited = new ArrayList<>();
        space().scan(TokenRange.RING, (key, cell) -> {
            assertThat(space().get(key)).isEqualTo(cell);
            List<Key> inner = new ArrayList<>();
            Token token = key.token();
            space().scan(new TokenRange(TokenMath.before(token), token), (same, unused) -> inner.add(same));
            assertThat(inner).containsExactly(key);
            return visited.add(key);
        });
        assertThat(visited).hasSize(100);
    }

    @Test
    void everySyncCallsBackOnceAndAtOnceIfNothingIsDurable() {
        int[] calls = new int[1];
        engine.sync(() -> calls[0]++);
        space().put(Key.of("a"), cell(1));
        engine.sync(() -> calls[0]++);
        if (engine.durable()) {
            settle();
        }
        assertThat(calls[0]).isEqualTo(2);
        assertThat(space().get(Key.of("a"))).isEqualTo(cell(1));
    }

    @RepeatedTest(20)
    void anyHistoryOfPutsAndRemovesLeavesWhatASortedMapWouldHold(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        TreeMap<Key, Cell> model = new TreeMap<>();
        int universe = 1 << 1 + random.nextInt(12);
        for (int step = 0; step < 4000; step++) {
            Key key = Key.of("key-" + random.nextInt(universe));
            boolean shrinking = step / 1000 % 2 == 1;
            if (random.nextInt(10) < (shrinking ? 8 : 3)) {
                space().remove(key);
                model.remove(key);
            } else {
                space().put(key, cell(step));
                model.put(key, cell(step));
            }
            assertThat(space().get(key)).isEqualTo(model.get(key));
            if (step % 100 == 0) {
                assertLike(model, random);
            }
        }
        assertLike(model, random);
    }

    private void assertLike(TreeMap<Key, Cell> model, SplittableRandom random) {
        assertThat(space().size()).isEqualTo(model.size());
        TokenRange range = new TokenRange(TokenMath.random(random), TokenMath.random(random));
        List<Key> expected = new ArrayList<>();
        boolean wraps = range.start().compareTo(range.end()) > 0;
        model.keySet().stream()
                .filter(key -> key.token().compareTo(range.start()) > 0 && range.contains(key.token()))
                .forEach(expected::add);
        model.keySet().stream()
                .filter(key -> wraps && key.token().compareTo(range.end()) <= 0)
                .forEach(expected::add);
        assertThat(scan(range)).isEqualTo(expected);
        assertThat(scan(TokenRange.RING)).isEqualTo(List.copyOf(model.keySet()));
        space().scan(TokenRange.RING, (key, cell) -> model.get(key).equals(cell) || fail(key));
    }

    /** Cells 1, 2 and 3 under a, b and c, of which that of b is damaged. */
    private void damageB() {
        assumeTrue(supportsDamage(), "the engine keeps nothing that can be damaged");
        space().put(Key.of("a"), cell(1));
        space().put(B, cell(2));
        space().put(Key.of("c"), cell(3));
        engine = damaged(engine, "cells", B);
    }

    /** What the damaged key has got since; null if nothing. */
    private Cell since() {
        try {
            throw new AssertionError("a damaged key was taken for whole: " + space().get(B));
        } catch (DamagedCell e) {
            assertThat(e.key()).isEqualTo(B);
            return e.since();
        }
    }

    @Test
    void aDamagedCellIsNeitherAValueNorAbsentAndIsCountedOnce() {
        damageB();
        assertThat(since()).isNull();
        assertThat(since()).isNull();
        assertThat(engine.quarantined()).isEqualTo(1);
        assertThat(space().get(Key.of("a"))).isEqualTo(cell(1));
        assertThat(space().get(Key.of("c"))).isEqualTo(cell(3));
        engine = reopened(engine);
        assertThat(since()).isNull();
        assertThat(engine.quarantined()).isZero();
    }

    @Test
    void aScanStepsOverADamagedCellAndSaysSo() {
        damageB();
        for (int scans = 0; scans < 2; scans++) {
            List<Key> visited = new ArrayList<>();
            List<Key> damaged = new ArrayList<>();
            space().scan(TokenRange.RING, new CellVisitor() {
                @Override
                public boolean visit(Key key, Cell cell) {
                    return visited.add(key);
                }

                @Override
                public void damaged(Key key) {
                    damaged.add(key);
                }
            });
            assertThat(visited).containsExactlyInAnyOrder(Key.of("a"), Key.of("c"));
            assertThat(damaged).containsExactly(B);
        }
        assertThat(engine.quarantined()).isEqualTo(1);
    }

    @Test
    void whatIsPutToADamagedKeyIsKeptAndDoesNotMakeItWhole() {
        damageB();
        space().put(B, cell(4));
        assertThat(since()).isEqualTo(cell(4));
        space().put(B, cell(5));
        engine = reopened(engine);
        assertThat(since()).isEqualTo(cell(5));
        assertThat(scan(TokenRange.RING)).doesNotContain(B);
        space().restored(B);
        assertThat(space().get(B)).isEqualTo(cell(5));
        assertThat(scan(TokenRange.RING)).contains(B);
        engine = reopened(engine);
        assertThat(space().get(B)).isEqualTo(cell(5));
    }

    @Test
    void aDamagedKeyOfWhichNothingIsToBeHadIsAbsentOnceSomebodySaysSo() {
        damageB();
        space().restored(B);
        assertThat(space().get(B)).isNull();
        space().put(B, cell(4));
        assertThat(space().get(B)).isEqualTo(cell(4));
        assertThat(space().size()).isEqualTo(3);
    }

    @Test
    void aRemovedKeyIsNoLongerDamagedAndAKeyThatWasNotIsNotRestored() {
        damageB();
        space().remove(B);
        assertThat(space().get(B)).isNull();
        space().restored(Key.of("a"));
        space().restored(Key.of("nothing"));
        assertThat(space().get(Key.of("a"))).isEqualTo(cell(1));
        assertThat(space().size()).isEqualTo(2);
    }

    private static boolean fail(Key key) {
        throw new AssertionError("the scan showed another cell than the last one put, at " + key);
    }

    /** Puts {@code count} keys; returns them in order. */
    private List<Key> fill(int count) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Key key = Key.of("key-" + i);
            keys.add(key);
            space().put(key, cell(i));
        }
        keys.sort(null);
        return keys;
    }

    private List<Key> scan(TokenRange range) {
        List<Key> keys = new ArrayList<>();
        space().scan(range, (key, cell) -> keys.add(key));
        return keys;
    }
}
