package dev.hearsay.partitioning;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.ReplicaSet;

/**
 * The preference lists of all partitions of one placement, all of one length.
 *
 * <p><b>Why this layout.</b> A thousand members with 128 tokens each have 128 000 partitions, and each lists a good
 * dozen of members. As objects that would be hundreds of megabytes per topology; as rows of one array of member
 * indices, behind one 24-byte object per partition, it is about a hundred bytes per partition, and handing out a list
 * allocates nothing.
 */
final class PreferenceLists {
    private final MemberId[] members;
    private final int[] rows;
    private final Row[] lists;
    private final int length;
    private final int primaries;

    /**
     * @param members what the indices in {@code rows} stand for
     * @param rows one row of {@code length} distinct indices per partition, the owners first
     * @param primaries how many of each row own the partition
     */
    PreferenceLists(MemberId[] members, int[] rows, int length, int primaries) {
        this.members = members;
        this.rows = rows;
        this.length = length;
        this.primaries = primaries;
        this.lists = new Row[rows.length / length];
        for (int partition = 0; partition < lists.length; partition++) {
            lists[partition] = new Row(partition * length);
        }
    }

    int count() {
        return lists.length;
    }

    ReplicaSet of(int partition) {
        return lists[partition];
    }

    private final class Row implements ReplicaSet {
        private final int first;

        Row(int first) {
            this.first = first;
        }

        @Override
        public int size() {
            return length;
        }

        @Override
        public int primaries() {
            return primaries;
        }

        @Override
        public MemberId member(int rank) {
            if (rank < 0 || rank >= length) {
                throw new IndexOutOfBoundsException("rank " + rank + " of a preference list of " + length);
            }
            return members[rows[first + rank]];
        }

        /** Owners, then stand-ins: {@code "a b c | d e"}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int rank = 0; rank < length; rank++) {
                text.append(rank == 0 ? "" : rank == primaries ? " | " : " ").append(member(rank));
            }
            return text.toString();
        }
    }
}
