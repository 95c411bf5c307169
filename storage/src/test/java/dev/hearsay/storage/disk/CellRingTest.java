package dev.hearsay.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.rule.Versioning;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the ring answers is what was put there last, or nothing. */
class CellRingTest {
    private static final Versioning VERSIONING = new Sizes();

    /** A cell that is as large as it says. */
    private static final class Sized extends Cell {
        private final int size;

        Sized(int size) {
            this.size = size;
        }

        @Override
        public long digest() {
            return size;
        }

        @Override
        public int encodedSize() {
            return Integer.BYTES + size;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sized cell && size == cell.size;
        }

        @Override
        public int hashCode() {
            return size;
        }
    }

    private static final class Sizes extends Numbers {
        @Override
        public void encode(Cell cell, ByteBuffer out) {
            int size = ((Sized) cell).size;
            out.putInt(size).put(new byte[size]);
        }

        @Override
        public Cell decode(ByteBuffer in) {
            assertThat(in.remaining() - Integer.BYTES).isEqualTo(in.getInt(in.position()));
            return new Sized(in.getInt());
        }
    }

    private static Cell cell(int size) {
        return new Sized(size);
    }

    @Test
    void aCellOfAnotherSpaceIsAnotherCell() {
        CellRing ring = new CellRing(1 << 14, VERSIONING);
        Key key = Key.of("cart");
        ring.put(0, key, cell(10));
        assertThat(ring.get(0, key)).isEqualTo(cell(10));
        assertThat(ring.get(1, key)).isNull();
        ring.forget(1, key);
        assertThat(ring.get(0, key)).isEqualTo(cell(10));
        ring.forget(0, key);
        assertThat(ring.get(0, key)).isNull();
    }

    @Test
    void aCellReplacesWhatIsThereWhetherItFitsOrNot() {
        CellRing ring = new CellRing(1 << 14, VERSIONING);
        Key key = Key.of("cart");
        for (int size : new int[] {20, 10, 100, 5}) {
            ring.put(0, key, cell(size));
            assertThat(ring.get(0, key)).isEqualTo(cell(size));
        }
        ring.put(0, key, cell(1 << 10));
        assertThat(ring.get(0, key)).as("it is too large for the ring").isNull();
    }

    /** As clocks do. If each left a hole where it was, the ring would go round and lose those that did not grow. */
    @Test
    void cellsThatGrowALittleStayWhereTheyAre() {
        CellRing ring = new CellRing(1 << 14, VERSIONING);
        int keys = 60;
        for (int i = 0; i < keys; i++) {
            ring.put(0, Key.of("key " + i), cell(200));
        }
        for (int i = keys / 2; i < keys; i++) {
            ring.put(0, Key.of("key " + i), cell(208));
        }
        for (int i = 0; i < keys; i++) {
            assertThat(ring.get(0, Key.of("key " + i))).isEqualTo(cell(i < keys / 2 ? 200 : 208));
        }
    }

    @Test
    void whatIsTooLargeOrHasNoRoomIsNotKept() {
        CellRing ring = new CellRing(1 << 14, VERSIONING);
        ring.put(0, Key.of("cart"), cell(1 << 10));
        assertThat(ring.get(0, Key.of("cart"))).isNull();
        CellRing none = new CellRing(0, VERSIONING);
        none.put(0, Key.of("cart"), cell(1));
        assertThat(none.get(0, Key.of("cart"))).isNull();
    }

    @Test
    void withoutMemoryItKeepsNothingAndAsksForNoneAgain() {
        int[] asked = new int[1];
        CellRing ring = new CellRing(1 << 14, VERSIONING, bytes -> {
            asked[0]++;
            throw new OutOfMemoryError("there is none");
        });
        for (int i = 0; i < 3; i++) {
            ring.put(0, Key.of("cart"), cell(10));
            assertThat(ring.get(0, Key.of("cart"))).isNull();
        }
        assertThat(asked[0]).isEqualTo(1);
    }

    /** Many lives of small rings against a map: sizes that fill the ring, and so small that they fill the index. */
    @Test
    void whateverHappensItAnswersWithTheLatestOrNothing() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            CellRing ring = new CellRing(1 << 12 + seed % 4, VERSIONING);
            Map<Key, Cell> latest = new HashMap<>();
            int keys = 5 + random.nextInt(200);
            int largest = 1 + random.nextInt(seed % 2 == 0 ? 3 : 120);
            int found = 0;
            for (int step = 0; step < 5_000; step++) {
                Key key = Key.of("key " + random.nextInt(keys));
                int what = random.nextInt(10);
                if (what == 0) {
                    ring.forget(0, key);
                    latest.remove(key);
                } else if (what < 4) {
                    Cell cell = cell(random.nextInt(largest));
                    ring.put(0, key, cell);
                    assertThat(ring.get(0, key)).isIn(cell, null);
                    latest.put(key, cell);
                } else if (what < 7) {
                    Cell cell = latest.getOrDefault(key, cell(random.nextInt(largest)));
                    ring.put(0, key, cell);
                    latest.put(key, cell);
                } else {
                    Cell answer = ring.get(0, key);
                    if (answer != null) {
                        assertThat(answer).isEqualTo(latest.get(key));
                        found++;
                    }
                }
            }
            assertThat(found).isPositive();
        }
    }
}
