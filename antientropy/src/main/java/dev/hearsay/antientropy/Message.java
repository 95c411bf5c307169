package dev.hearsay.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What the two sides of a pass say. A question carries all that its answer depends on; an answer names its question. */
sealed interface Message extends ProtocolMessage {
    /** The first byte on the wire. */
    byte kind();

    /** Bytes after the first. */
    int bodySize();

    void encodeBody(ByteBuffer out);

    /**
     * What stands at the head of every question.
     *
     * @param pass whose question it is: a number of the asker's
     * @param step counts the questions of a pass
     * @param range fingerprint of the range that the asker means by this partition's number; 32 bits, enough to catch a peer
     *     that knows another ring
     */
    record Head(int pass, int step, int partition, int range) {
        int encodedSize() {
            return 2 * Integer.BYTES + Wire.size(step) + Wire.size(partition);
        }

        void encode(ByteBuffer out) {
            out.putInt(pass).putInt(range);
            Wire.put(out, step);
            Wire.put(out, partition);
        }

        static Head decode(ByteBuffer in) {
            int pass = in.getInt();
            int range = in.getInt();
            return new Head(pass, Wire.smallNumber(in), Wire.smallNumber(in), range);
        }
    }

    /** To be answered by exactly one {@link Answer}. */
    sealed interface Question extends Message {
        Head head();
    }

    sealed interface Answer extends Message {
        int pass();

        int step();
    }

    /** Is this your root too? Answered by {@link Same}, the {@link Children} of the root, or {@link Refused}. */
    record Root(Head head, Shape shape, long high, long low) implements Question {
        static final byte KIND = 1;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return head.encodedSize() + Shape.ENCODED_SIZE + Sums.BYTES;
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            head.encode(out);
            shape.encode(out);
            out.putLong(high).putLong(low);
        }

        static Root decode(ByteBuffer in) {
            return new Root(Head.decode(in), Shape.decode(in), in.getLong(), in.getLong());
        }
    }

    /** These nodes of a level differ: what are their {@link Children}? */
    record Descend(Head head, int level, Numbers nodes) implements Question {
        static final byte KIND = 2;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return head.encodedSize() + Wire.size(level) + nodes.encodedSize();
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            head.encode(out);
            Wire.put(out, level);
            nodes.encode(out);
        }

        static Descend decode(ByteBuffer in) {
            return new Descend(Head.decode(in), Wire.smallNumber(in), Numbers.decode(in));
        }
    }

    /**
     * All that we hold in these leaves, from just after a key up to the last item, or up to the end of the partition if this is
     * the last page. Answered by {@link Found}.
     *
     * @param items held, in the order of the partition
     */
    record Page(Head head, Leaves leaves, Optional<Key> after, boolean last, List<Item> items) implements Question {
        static final byte KIND = 3;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            int afterSize = after.isPresent() ? Wire.size(after.get()) : 0;
            return head.encodedSize() + leaves.encodedSize() + 2 + afterSize + Lists.sizeOfItems(items);
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            head.encode(out);
            leaves.encode(out);
            out.put((byte) (last ? 1 : 0)).put((byte) (after.isPresent() ? 1 : 0));
            after.ifPresent(key -> Wire.put(out, key));
            Lists.putItems(out, items);
        }

        static Page decode(ByteBuffer in) {
            Head head = Head.decode(in);
            Leaves leaves = Leaves.decode(in);
            boolean last = Wire.flag(in);
            Optional<Key> after = Wire.flag(in) ? Optional.of(Wire.key(in)) : Optional.empty();
            List<Item> items = Lists.getItems(in);
            if (!last && items.isEmpty()) {
                throw new IllegalArgumentException("a page without items must be the last");
            }
            return new Page(head, leaves, after, last, items);
        }
    }

    /**
     * These keys differed; here is what we hold of them now. Answered by {@link Found}, without other keys.
     *
     * @param offer whether the answerer is to offer what it holds of those that still differ
     * @param items in the order of the partition
     */
    record Recheck(Head head, boolean offer, List<Item> items) implements Question {
        static final byte KIND = 4;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return head.encodedSize() + 1 + Lists.sizeOfItems(items);
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            head.encode(out);
            out.put((byte) (offer ? 1 : 0));
            Lists.putItems(out, items);
        }

        static Recheck decode(ByteBuffer in) {
            return new Recheck(Head.decode(in), Wire.flag(in), Lists.getItems(in));
        }
    }

    /** The roots are equal. */
    record Same(int pass, int step) implements Answer {
        static final byte KIND = 5;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return Integer.BYTES + Wire.size(step);
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            out.putInt(pass);
            Wire.put(out, step);
        }

        static Same decode(ByteBuffer in) {
            return new Same(in.getInt(), Wire.smallNumber(in));
        }
    }

    /** Our sums of the children of the nodes asked for; of the first of these only, if they were too many. */
    record Children(int pass, int step, Sums sums) implements Answer {
        static final byte KIND = 6;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return Integer.BYTES + Wire.size(step) + sums.encodedSize();
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            out.putInt(pass);
            Wire.put(out, step);
            sums.encode(out);
        }

        static Children decode(ByteBuffer in) {
            return new Children(in.getInt(), Wire.smallNumber(in), Sums.decode(in));
        }
    }

    /**
     * What differs.
     *
     * @param differing which items of the question, by their place in it
     * @param others keys in the range of the question that only the answerer holds
     * @param upTo the last key that was compared, if there were too many others; else everything was
     */
    record Found(int pass, int step, Numbers differing, List<Key> others, Optional<Key> upTo) implements Answer {
        static final byte KIND = 7;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            int upToSize = upTo.isPresent() ? Wire.size(upTo.get()) : 0;
            return Integer.BYTES + Wire.size(step) + differing.encodedSize() + Lists.sizeOfKeys(others) + 1 + upToSize;
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            out.putInt(pass);
            Wire.put(out, step);
            differing.encode(out);
            Lists.putKeys(out, others);
            out.put((byte) (upTo.isPresent() ? 1 : 0));
            upTo.ifPresent(key -> Wire.put(out, key));
        }

        static Found decode(ByteBuffer in) {
            int pass = in.getInt();
            int step = Wire.smallNumber(in);
            Numbers differing = Numbers.decode(in);
            List<Key> others = Lists.getKeys(in);
            return new Found(
                    pass, step, differing, others, Wire.flag(in) ? Optional.of(Wire.key(in)) : Optional.empty());
        }
    }

    /** No answer to this will come. */
    record Refused(int pass, int step, Reason reason) implements Answer {
        static final byte KIND = 8;

        enum Reason {
            /** The two sides mean different ranges by the same number. Passes when both know the same topology. */
            RANGE,
            /** The two sides run different strategies or settings. Stays until somebody changes the configuration. */
            SETTINGS
        }

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return Integer.BYTES + Wire.size(step) + 1;
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            out.putInt(pass);
            Wire.put(out, step);
            out.put((byte) reason.ordinal());
        }

        static Refused decode(ByteBuffer in) {
            int pass = in.getInt();
            int step = Wire.smallNumber(in);
            return new Refused(pass, step, Wire.flag(in) ? Reason.SETTINGS : Reason.RANGE);
        }
    }

    /** Your tree differed from ours, but what it stands for did not: one of them is wrong. Scan again. */
    record Doubt(int partition, int range) implements Message {
        static final byte KIND = 9;

        @Override
        public byte kind() {
            return KIND;
        }

        @Override
        public int bodySize() {
            return Wire.size(partition) + Integer.BYTES;
        }

        @Override
        public void encodeBody(ByteBuffer out) {
            Wire.put(out, partition);
            out.putInt(range);
        }

        static Doubt decode(ByteBuffer in) {
            return new Doubt(Wire.smallNumber(in), in.getInt());
        }
    }
}
