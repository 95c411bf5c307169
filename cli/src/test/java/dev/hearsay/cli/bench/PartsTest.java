package dev.hearsay.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.observer.history.HistoryOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final int DRAWS = 200_000;

    private static void assertShare(double share, double expected) {
        assertThat(share).isCloseTo(expected, within(4.5 * Math.sqrt(expected * (1 - expected) / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.99, 1, 2})
    void ranksAreZipfianForEverySkew(double skew) {
        int ranks = 20;
        Zipf zipf = new Zipf(ranks, skew);
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[ranks + 1];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) zipf.next(random)]++;
        }
        double sum = IntStream.rangeClosed(1, ranks)
                .mapToDouble(rank -> Math.pow(rank, -skew))
                .sum();
        for (int rank = 1; rank <= ranks; rank++) {
            assertShare(counts[rank] / (double) DRAWS, Math.pow(rank, -skew) / sum);
        }
    }

    /** YCSB gives the sum of the weights of its ten billion items as 26.469. */
    @Test
    void theHottestRecordsAreAsHotAsYcsbsAndLieApart() {
        Records records = new Records(1000);
        Zipf ranks = Draw.ranks(CoreWorkload.C, 1000, 0.99);
        assertThat(Math.abs(Draw.scrambled(1) - Draw.scrambled(2))).isGreaterThan(1000);
        SplittableRandom random = new SplittableRandom(1);
        int hottest = 0;
        for (int i = 0; i < DRAWS; i++) {
            hottest += ranks.next(random) == 1 ? 1 : 0;
        }
        assertShare(hottest / (double) DRAWS, 1 / 26.469);
        assertThat(records.present()).isEqualTo(1000);
    }

    @Test
    void aRecordIsThereWhenAllBeforeItAre() {
        Records records = new Records(3);
        assertThat(records.insert()).isEqualTo(3);
        assertThat(records.insert()).isEqualTo(4);
        assertThat(records.insert()).isEqualTo(5);
        records.inserted(4);
        assertThat(records.present()).isEqualTo(3);
        records.inserted(3);
        assertThat(records.present()).isEqualTo(5);
        assertThat(records.insert()).isEqualTo(6);
        records.inserted(6);
        records.inserted(5);
        assertThat(records.present()).isEqualTo(7);
        assertThat(records.get(6).key()).isEqualTo(Key.of("user6"));
    }

    @Test
    void valuesTellWhoWroteThemAndWhereTheyBelong() {
        Values values = new Values(3, 100, new SplittableRandom(1));
        Key key = Key.of("user1");
        Set<Long> numbers = new HashSet<>();
        for (int size : new int[] {16, 17, 100}) {
            long number = values.next();
            Value value = values.of(number, key, size);
            assertThat(value.size()).isEqualTo(size);
            assertThat(Values.numbers(List.of(value), key)).containsExactly(number);
            assertThat(Values.numbers(List.of(value), Key.of("user2")))
                    .as("under another key")
                    .containsExactly(HistoryOperation.FOREIGN);
            assertThat(numbers.add(number)).isTrue();
        }
        assertThat(Values.numbers(List.of(Value.of("milk")), key)).containsExactly(HistoryOperation.FOREIGN);
        assertThat(Values.numbers(List.of(), key)).isEmpty();
    }

    @Test
    void moreContextsThanThereIsRoomForAreNotKept() {
        Room room = new Room(100);
        Slot one = new Slot(Key.of("one"));
        Slot two = new Slot(Key.of("two"));
        Seen large = new Seen(Context.of(new byte[60]), new long[1]);
        one.saw(large, room);
        two.saw(large, room);
        assertThat(one.seen()).isEqualTo(large);
        assertThat(two.seen()).isEqualTo(Seen.NONE);
        assertThat(room.forgotten()).isEqualTo(1);
        assertThat(room.taken()).isEqualTo(68);
        one.saw(Seen.NONE, room);
        assertThat(room.taken()).isZero();
    }

    @Test
    void theMixIsThatOfTheTable() {
        SplittableRandom random = new SplittableRandom(1);
        double reads = 0;
        double scans = 0;
        double pairs = 0;
        for (int i = 0; i < DRAWS; i++) {
            reads += CoreWorkload.B.next(random) == Act.READ ? 1 : 0;
            scans += CoreWorkload.E.next(random) == Act.SCAN ? 1 : 0;
            pairs += CoreWorkload.F.next(random) == Act.READ_MODIFY_WRITE ? 1 : 0;
        }
        assertShare(reads / DRAWS, 0.95);
        assertShare(scans / DRAWS, 0.95);
        assertShare(pairs / DRAWS, 0.5);
    }

    @Test
    void anEchoIsMeasured() throws Exception {
        try (Echo echo = Echo.start(4, 100)) {
            assertThat(echo.measure(200)).isGreaterThan(100);
        }
    }
}
