package dev.hearsay.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import dev.hearsay.testkit.antientropy.ItemCell;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties over seeds. */
class LeafSumsTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    private static Numbers allNodes(Shape shape, int level) {
        int[] nodes = new int[1 << shape.fanoutBits() * level];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = i;
        }
        return Numbers.of(nodes, nodes.length);
    }

    private static BigInteger number(Sums sums, int index) {
        BigInteger high = new BigInteger(Long.toUnsignedString(sums.high(index)));
        return high.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(sums.low(index))));
    }

    private static LeafSums built(Shape shape, Map<Key, ItemCell> cells) {
        LeafSums tree = new LeafSums(shape);
        cells.forEach((key, cell) -> tree.add(key.token(), cell.digest()));
        return tree;
    }

    private static Map<Key, ItemCell> writeAtRandom(LeafSums tree, long seed, int writes) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Key, ItemCell> cells = new TreeMap<>();
        for (int i = 0; i < writes; i++) {
            Key key = Key.of("k" + random.nextInt(writes / 2 + 1));
            ItemCell before = cells.getOrDefault(key, ItemCell.EMPTY);
            ItemCell after = random.nextInt(3) == 0 ? ItemCell.EMPTY : ItemCell.live(1 + random.nextInt(1000));
            tree.replace(key, before, after);
            if (after.isEmpty()) {
                cells.remove(key);
            } else {
                cells.put(key, after);
            }
        }
        return cells;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTreeKeptUpToDateEqualsOneMadeFromWhatIsThere(long seed) {
        Shape shape = new Shape(2, 3, seed % 2 == 0 ? Combine.ADD : Combine.XOR);
        LeafSums kept = new LeafSums(shape);
        Map<Key, ItemCell> cells = writeAtRandom(kept, seed, 40 << seed % 4);
        LeafSums made = built(shape, cells);
        assertThat(kept.root()).isEqualTo(made.root());
        for (int level = 0; level < shape.depth(); level++) {
            Numbers nodes = allNodes(shape, level);
            assertThat(kept.children(level, nodes)).isEqualTo(made.children(level, nodes));
        }
    }

    @ParameterizedTest
    @EnumSource(Combine.class)
    void everyNodeIsTheSumOfItsChildren(Combine combine) {
        Shape shape = new Shape(2, 3, combine);
        LeafSums tree = new LeafSums(shape);
        writeAtRandom(tree, 5, 500);
        Sums parents = tree.root();
        for (int level = 0; level < shape.depth(); level++) {
            Sums children = tree.children(level, allNodes(shape, level));
            for (int node = 0; node < parents.size(); node++) {
                BigInteger sum = BigInteger.ZERO;
                for (int i = 0; i < shape.fanout(); i++) {
                    BigInteger child = number(children, node * shape.fanout() + i);
                    sum = combine == Combine.ADD ? sum.add(child).mod(MODULUS) : sum.xor(child);
                }
                assertThat(number(parents, node)).isEqualTo(sum);
            }
            parents = children;
        }
    }

    @ParameterizedTest
    @EnumSource(Combine.class)
    void whatIsTakenBackLeavesNothing(Combine combine) {
        Shape shape = new Shape(4, 3, combine);
        LeafSums tree = new LeafSums(shape);
        for (int i = 0; i < 1000; i++) {
            tree.replace(Key.of("k" + i), ItemCell.EMPTY, ItemCell.live(i + 1));
        }
        for (int i = 0; i < 1000; i++) {
            tree.replace(Key.of("k" + i), ItemCell.live(i + 1), ItemCell.EMPTY);
        }
        assertThat(tree.root()).isEqualTo(new LeafSums(shape).root());
        assertThat(tree.children(0, Numbers.ZERO)).isEqualTo(new Sums(new long[32]));
    }

    /** Tokens of a range of 2^-20 of the ring share their first 20 bits; the leaves must not. */
    @Test
    void theKeysOfATinyRangeSpreadOverAllLeaves() {
        int[] perLeaf = new int[256];
        for (int i = 0; i < 256 * 20; i++) {
            Token hashed = Key.of("k" + i).token();
            Token inRange = new Token(0xABCDE00000000000L | hashed.high() >>> 20, hashed.low());
            perLeaf[Shape.leafOf(inRange, 8)]++;
        }
        assertThat(Arrays.stream(perLeaf)).allMatch(keys -> keys > 2 && keys < 50);
    }

    @Test
    void aPartitionOfAFewKeysTakesAFewHundredBytes() {
        List<Long> bytes = new ArrayList<>();
        for (int keys : new int[] {0, 1, 10, 100}) {
            LeafSums tree = new LeafSums(new Shape(4, 3, Combine.ADD));
            for (int i = 0; i < keys; i++) {
                tree.add(Key.of("k" + i).token(), i);
            }
            bytes.add(tree.tableBytes());
        }
        assertThat(bytes).containsExactly(96L, 96L, 336L, 5136L);
    }

    /** 4096 leaves at most, however many keys. */
    @Test
    void theTableEndsAtTheNumberOfLeaves() {
        LeafSums tree = new LeafSums(new Shape(4, 3, Combine.ADD));
        for (int i = 0; i < 50_000; i++) {
            tree.add(Key.of("k" + i).token(), i);
        }
        assertThat(tree.tableBytes()).isLessThan(4096 * 4 * 20L);
    }

    @Test
    void aWriteToAKnownLeafAllocatesNothing() {
        Trees trees = new Trees();
        int partition = 100_000;
        trees.put(partition, new LeafSums(new Shape(4, 3, Combine.ADD)));
        Key[] keys = new Key[100];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Key.of("k" + i);
            trees.stored(partition, keys[i], ItemCell.EMPTY, ItemCell.live(1));
        }
        ItemCell one = ItemCell.live(1);
        ItemCell two = ItemCell.live(2);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            trees.stored(partition, keys[i % 100], i / 100 % 2 == 0 ? one : two, i / 100 % 2 == 0 ? two : one);
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void treesAreFoundByPartitionAndForgottenOneByOne() {
        Trees trees = new Trees();
        LeafSums[] made = new LeafSums[200];
        for (int i = 0; i < made.length; i++) {
            made[i] = new LeafSums(new Shape(1, 1, Combine.ADD));
            trees.put(i * 641, made[i]);
        }
        trees.forget(641);
        trees.retain(partition -> partition % 2 == 0 || partition < 10_000);
        for (int i = 0; i < made.length; i++) {
            boolean kept = i != 1 && (i % 2 == 0 || i * 641 < 10_000);
            assertThat(trees.get(i * 641)).isSameAs(kept ? made[i] : null);
        }
        assertThat(trees.get(7)).isNull();
    }
}
