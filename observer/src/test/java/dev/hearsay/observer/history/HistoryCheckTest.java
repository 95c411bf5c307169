package dev.hearsay.observer.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.history.Findings.Verdict;
import dev.hearsay.observer.measure.OperationKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Correct histories pass, and whatever is planted in them is found. */
class HistoryCheckTest {
    private static final long[] NOTHING = {};

    private static Findings check(List<HistoryOperation> operations, long... last) {
        History history = new History(0);
        operations.forEach(history::add);
        FinalState state = new FinalState();
        if (last != null) {
            state.put(Fiction.KEY, last);
        }
        return history.check(state);
    }

    private static long[] with(long[] values, long another) {
        return LongStream.concat(Arrays.stream(values), LongStream.of(another)).toArray();
    }

    @Property(tries = 300)
    void storesThatLoseNothingPassAndOverlappingQuorumsAreFresh(@ForAll long seed) {
        Fiction fiction = new Fiction(seed, 2, 60);
        Findings findings = check(fiction.operations, fiction.end());
        for (Fault fault : Fault.values()) {
            if (fault != Fault.MONOTONIC) {
                assertThat(findings.witness(fault)).isNull();
            }
        }
        assertThat(findings.verdict(true)).isEqualTo(Verdict.PASS);
        assertThat(findings.acknowledgedWrites()).isPositive();
    }

    @Property(tries = 300)
    void whatIsCountedIsWhatTheDefinitionsSay(@ForAll long seed) {
        Fiction fiction = new Fiction(seed, 1, 60);
        Random random = new Random(seed);
        long[] last = Arrays.stream(fiction.end())
                .filter(value -> random.nextInt(3) > 0)
                .toArray();
        long written = fiction.operations.stream()
                .filter(each -> each.kind() == OperationKind.WRITE)
                .count();
        if (written > 0 && random.nextBoolean()) {
            List<HistoryOperation> puts = fiction.operations.stream()
                    .filter(each -> each.kind() == OperationKind.WRITE && each.isDone())
                    .toList();
            long again =
                    puts.isEmpty() ? 0 : puts.get(random.nextInt(puts.size())).write();
            boolean there = again == 0 || Arrays.stream(last).anyMatch(value -> value == again);
            last = there ? last : with(last, again);
        }
        Findings findings = check(fiction.operations, last);
        ByDefinition truth = new ByDefinition(fiction.operations);
        assertThat(findings.count(Fault.STALE)).isEqualTo(truth.stale());
        assertThat(findings.count(Fault.OWN_WRITES)).isEqualTo(truth.ownWritesMissed());
        assertThat(findings.count(Fault.MONOTONIC)).isEqualTo(truth.ownReadsMissed());
        assertThat(findings.count(Fault.LOST)).isEqualTo(truth.lost(last));
        assertThat(findings.count(Fault.UNDELETED) + findings.count(Fault.UNREPLACED))
                .isEqualTo(truth.back(last));
        assertThat(findings.count(Fault.UNWRITTEN) + findings.count(Fault.REFUSED))
                .isZero();
    }

    @Property(tries = 200)
    void aLostWriteIsFoundWhereverItIs(@ForAll long seed) {
        Fiction fiction = new Fiction(seed, 2, 60);
        Assume.that(fiction.operations.stream()
                .noneMatch(each -> each.kind() == OperationKind.DELETE && each.ending() == Ending.UNKNOWN));
        long[] end = fiction.end();
        for (long value : end) {
            HistoryOperation write = fiction.operations.stream()
                    .filter(each -> each.write() == value)
                    .findFirst()
                    .orElseThrow();
            if (write.isDone()) {
                Findings findings = check(
                        fiction.operations,
                        Arrays.stream(end).filter(each -> each != value).toArray());
                assertThat(findings.count(Fault.LOST)).isPositive();
                assertThat(findings.verdict(false)).isEqualTo(Verdict.FAIL);
                assertThat(findings.witness(Fault.LOST).lines()).hasSizeBetween(3, 6);
            }
        }
    }

    private static HistoryOperation put(int client, long number, long[] covers, long start, Ending ending) {
        return new HistoryOperation(
                client, OperationKind.WRITE, Fiction.KEY, number, covers, start, start, start + 5, ending, "", NOTHING);
    }

    private static HistoryOperation put(long number, long[] covers, long start) {
        return put(0, number, covers, start, Ending.DONE);
    }

    private static HistoryOperation delete(long number, long[] covers, long start, Ending ending) {
        return new HistoryOperation(
                0, OperationKind.DELETE, Fiction.KEY, number, covers, start, start, start + 5, ending, "", NOTHING);
    }

    private static HistoryOperation read(int client, long start, long... values) {
        return new HistoryOperation(
                client, OperationKind.READ, Fiction.KEY, 0, NOTHING, start, start, start + 5, Ending.DONE, "", values);
    }

    private static long[] of(long... numbers) {
        return numbers;
    }

    @Test
    void aWriteIsKeptWhenItsSuccessorIs() {
        assertThat(check(List.of(put(1, of(), 0), put(2, of(1), 10), put(3, of(2), 20)), 3)
                        .verdict(true))
                .isEqualTo(Verdict.PASS);
        Findings overwritten = check(List.of(put(1, of(), 0), put(2, of(), 10)), 2);
        assertThat(overwritten.count(Fault.LOST))
                .as("the second knew nothing of the first")
                .isEqualTo(1);
        assertThat(overwritten.witness(Fault.LOST).lines())
                .containsExactly(
                        "key k: #1 was acknowledged, and is lost",
                        "0.000000 s: client 0 writes #1, having seen nothing: done, after 0.000 ms",
                        "in the end the key has #2");
    }

    @Test
    void ofAChainThatIsLostOnlyTheLastIsCounted() {
        Findings findings = check(List.of(put(1, of(), 0), put(2, of(1), 10), put(3, of(2), 20)));
        assertThat(findings.count(Fault.LOST)).isEqualTo(1);
        assertThat(findings.witness(Fault.LOST).lines().get(0)).contains("#3");
    }

    @Test
    void anUnknownWriteMayHaveHappenedOrNot() {
        HistoryOperation maybe = put(1, 2, of(1), 10, Ending.UNKNOWN);
        assertThat(check(List.of(put(1, of(), 0), maybe), 1).verdict(true)).isEqualTo(Verdict.PASS);
        assertThat(check(List.of(put(1, of(), 0), maybe), 2).verdict(true)).isEqualTo(Verdict.PASS);
        assertThat(check(List.of(put(1, of(), 0), maybe)).count(Fault.LOST))
                .as("if it did not happen the first must be there, and if it did, it must be")
                .isEqualTo(1);
        assertThat(check(List.of(put(1, of(), 0), delete(2, of(1), 10, Ending.UNKNOWN)))
                        .verdict(true))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatWasDeletedOrReplacedDoesNotComeBack() {
        List<HistoryOperation> deleted = List.of(put(1, of(), 0), read(1, 7, 1), delete(2, of(1), 20, Ending.DONE));
        assertThat(check(deleted).verdict(true)).isEqualTo(Verdict.PASS);
        Findings back = check(deleted, 1);
        assertThat(back.count(Fault.UNDELETED)).isEqualTo(1);
        assertThat(back.witness(Fault.UNDELETED).lines())
                .containsExactly(
                        "key k: #1 was deleted, and is back",
                        "0.000000 s: client 0 writes #1, having seen nothing: done, after 0.000 ms",
                        "0.000000 s: client 1 reads: #1, after 0.000 ms",
                        "0.000000 s: client 0 deletes (#2), having seen #1: done, after 0.000 ms",
                        "in the end the key has #1");
        assertThat(check(List.of(put(1, of(), 0), put(2, of(1), 10)), 1, 2).count(Fault.UNREPLACED))
                .isEqualTo(1);
    }

    @Test
    void aValueIsSomebodysWhoWasNotRefusedAndHadBegun() {
        assertThat(check(List.of(read(1, 0, 7))).count(Fault.UNWRITTEN)).isEqualTo(1);
        assertThat(check(List.of(put(1, of(), 0)), 1, HistoryOperation.FOREIGN).count(Fault.UNWRITTEN))
                .isEqualTo(1);
        assertThat(check(List.of(read(1, 0, 1), put(1, of(), 10)), 1).count(Fault.UNWRITTEN))
                .as("read before it was written")
                .isEqualTo(1);
        assertThat(check(List.of(put(0, 1, of(), 0, Ending.REFUSED)), 1).count(Fault.REFUSED))
                .isEqualTo(1);
        long milk = HistoryOperation.FOREIGN;
        assertThat(check(List.of(read(1, 0, milk), put(1, of(milk), 10)), 1).verdict(true))
                .as("what others had put there")
                .isEqualTo(Verdict.PASS);
        assertThat(check(List.of(put(1, of(), 0), read(1, 10, milk)), 1).count(Fault.UNWRITTEN))
                .as("but not later")
                .isEqualTo(1);
        long before = WriteNumbers.of(7, 1);
        assertThat(check(List.of(read(1, 0, before), put(1, of(before), 10)), 1).verdict(true))
                .as("what an earlier history left there")
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void staleReadsAreCountedAndFailOnlyIfFreshnessIsAsked() {
        List<HistoryOperation> operations = new ArrayList<>(List.of(put(1, of(), 0), put(2, of(1), 10)));
        operations.add(read(0, 30, 1));
        operations.add(read(1, 30, 2));
        operations.add(read(1, 40, 1));
        operations.add(read(2, 12, 1));
        Findings findings = check(operations, 2);
        assertThat(findings.count(Fault.STALE))
                .as("not the one that overlaps the write")
                .isEqualTo(2);
        assertThat(findings.count(Fault.OWN_WRITES)).isEqualTo(1);
        assertThat(findings.count(Fault.MONOTONIC)).isEqualTo(1);
        assertThat(findings.judgedReads()).isEqualTo(4);
        assertThat(findings.readsAfterOwnWrite()).isEqualTo(1);
        assertThat(findings.readsAfterRead()).isEqualTo(1);
        assertThat(findings.verdict(false)).isEqualTo(Verdict.PASS);
        assertThat(findings.verdict(true)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void whatWasDeletedBeforeAReadBeganIsStale() {
        List<HistoryOperation> operations = List.of(
                put(1, of(), 0), delete(2, of(1), 10, Ending.DONE), read(1, 20, 1), read(1, 30), read(2, 12, 1));
        assertThat(check(operations).count(Fault.STALE)).isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeReadInTheEndLeavesTheVerdictOpen() {
        History history = new History(0);
        history.add(put(1, of(), 0));
        assertThat(history.check(new FinalState()).verdict(false)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aMillionOperationsOnAThousandKeysAreCheckedInSeconds() {
        History history = new History(0);
        FinalState state = new FinalState();
        Random random = new Random(1);
        int keys = 1000;
        long[] latest = new long[keys];
        for (int i = 1; i <= 1_000_000; i++) {
            int key = random.nextInt(10) == 0 ? 0 : random.nextInt(keys);
            boolean read = i % 2 == 0;
            long[] seen = latest[key] == 0 ? NOTHING : of(latest[key]);
            history.add(new HistoryOperation(
                    i % 32,
                    read ? OperationKind.READ : OperationKind.WRITE,
                    "k" + key,
                    read ? 0 : i,
                    read ? NOTHING : seen,
                    i * 10L,
                    i * 10L,
                    i * 10L + 5,
                    Ending.DONE,
                    "",
                    read ? seen : NOTHING));
            latest[key] = read ? latest[key] : i;
        }
        for (int key = 0; key < keys; key++) {
            state.put("k" + key, of(latest[key]));
        }
        Findings findings = history.check(state);
        assertThat(findings.verdict(true)).isEqualTo(Verdict.PASS);
        assertThat(findings.operations()).isEqualTo(1_000_000);
    }

    @Test
    void aHundredThousandBlindWritesOfOneKeyAreChecked() {
        List<HistoryOperation> operations = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            operations.add(i % 2 == 0 ? read(i % 7, i * 10L, i - 1) : put(i, of(), i * 10L));
        }
        Findings findings = check(operations, 99_999);
        assertThat(findings.count(Fault.LOST)).as("all but the last").isEqualTo(49_999);
    }
}
