package dev.hearsay.testkit.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.rule.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Two sets of cells of one partition that differ in known places. Some of the cells, equal or not, are tombstones. */
public final class PlantedSets {
    private final SplittableRandom random;
    private final Placement placement;
    private final int partition;
    private final Set<Key> used = new HashSet<>();
    private final TreeSet<Key> onLeft = new TreeSet<>();
    private final TreeSet<Key> onRight = new TreeSet<>();

    public PlantedSets(long seed, Placement placement, int partition) {
        this.random = new SplittableRandom(seed);
        this.placement = placement;
        this.partition = partition;
    }

    /** A key of the partition that was not given out before. */
    public Key freshKey() {
        while (true) {
            Key key = Key.of("key-" + Long.toUnsignedString(random.nextLong(), 36));
            if (placement.partitionOf(key.token()) == partition && used.add(key)) {
                return key;
            }
        }
    }

    public ItemCell freshCell() {
        long number = 1 + random.nextLong(1L << 40);
        return random.nextInt(4) == 0 ? ItemCell.tombstone(number) : ItemCell.live(number);
    }

    /** Plants so many keys with equal cells in all replicas. */
    public List<Key> same(int count, Replica... replicas) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Key key = freshKey();
            ItemCell cell = freshCell();
            for (Replica replica : replicas) {
                replica.plant(key, cell);
            }
            keys.add(key);
        }
        return keys;
    }

    /** Plants so many differences: a key that one side lacks, or whose cells differ, be it only by one being a tombstone. */
    public void different(int count, Replica left, Replica right) {
        for (int i = 0; i < count; i++) {
            Key key = freshKey();
            int kind = random.nextInt(4);
            if (kind != 0) {
                left.plant(key, ItemCell.live(i + 1));
                onLeft.add(key);
            }
            if (kind != 1) {
                right.plant(key, kind == 2 ? ItemCell.tombstone(i + 1) : ItemCell.live(i + 1000));
                onRight.add(key);
            }
        }
    }

    /** What the left side holds of the differences, and so has to offer. */
    public Set<Key> leftOffers() {
        return onLeft;
    }

    public Set<Key> rightOffers() {
        return onRight;
    }
}
