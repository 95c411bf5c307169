package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.rule.Placement;

/**
 * A hash tree per partition (Merkle, CRYPTO 1987; DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.7) of which the leaves are
 * sums of item hashes, so that a write changes them without reading them: {@link LeafSums}.
 *
 * <p><b>A pass.</b> The asker sends its root. If the peer's is the same, that was all. If not, the peer answers with the sums of
 * the root's children; the asker compares them with its own and names those that differ; the peer answers with the sums of their
 * children, and so on: only one side sends sums, which halves the bytes. At the leaves the asker knows which differ, and these are
 * {@link Listing listed}. One difference costs D · (b · 16 + b / 8) bytes of sums, and n / b<sup>D</sup> items for the list.
 *
 * <p><b>A wrong tree</b> (a write that was not reported) shows as trees that differ where the lists do not. Then both sides drop
 * theirs and scan again on the next need. A write that was on its way can look the same; it costs a scan in vain.
 */
final class Merkle implements AntiEntropy {
    private final Codec<ProtocolMessage> codec = new MessageCodec();
    private final Trees trees = new Trees();
    private final Shape shape;
    private final Listing listing;
    private AntiEntropyHost host;

    Merkle(Shape shape, PassLimits limits) {
        this.shape = shape;
        this.listing = new Listing(limits);
    }

    @Override
    public void start(AntiEntropyHost by) {
        host = by;
        listing.start(by);
    }

    /**
     * Keeps the trees of partitions that have the range and the owners that they had. Where owners changed this node may not have
     * been told of every write, or may have dropped its cells.
     */
    @Override
    public void placed(Placement placement) {
        Ranges before = listing.ranges();
        listing.placed(placement);
        trees.retain(partition -> before != null && before.agree(partition, listing.ranges()));
    }

    @Override
    public void stored(int partition, Key key, Cell before, Cell after) {
        trees.stored(partition, key, before, after);
    }

    @Override
    public void reconcile(int partition, MemberId peer) {
        listing.open(partition, peer)
                .ifPresent(pass -> listing.passes().step(pass, () -> {
                    Sums root = tree(partition).root();
                    listing.passes().ask(pass, head -> new Message.Root(head, shape, root.high(0), root.low(0)));
                }));
    }

    @Override
    public void receive(MemberId from, ProtocolMessage message) {
        if (!listing.started()) {
            return;
        }
        if (message instanceof Message.Question question) {
            onQuestion(from, question);
        } else if (message instanceof Message.Answer answer) {
            Pass pass = listing.passes().answered(from, answer);
            if (pass != null) {
                listing.passes().step(pass, () -> onAnswer(pass, answer));
            }
        } else if (message instanceof Message.Doubt doubt && listing.isCurrent(doubt.partition(), doubt.range())) {
            trees.forget(doubt.partition());
        }
    }

    private void onQuestion(MemberId from, Message.Question question) {
        Message.Head head = question.head();
        if (!listing.isCurrent(head.partition(), head.range())) {
            listing.refuse(from, head, Message.Refused.Reason.RANGE);
        } else if (question instanceof Message.Root root) {
            onRoot(from, root);
        } else if (question instanceof Message.Descend descend) {
            onDescend(from, descend);
        } else {
            listing.onQuestion(from, question);
        }
    }

    private void onRoot(MemberId from, Message.Root asked) {
        Message.Head head = asked.head();
        if (!asked.shape().equals(shape)) {
            listing.refuse(from, head, Message.Refused.Reason.SETTINGS);
            return;
        }
        LeafSums tree = tree(head.partition());
        Sums root = tree.root();
        boolean same = root.high(0) == asked.high() && root.low(0) == asked.low();
        host.send(
                from,
                same
                        ? new Message.Same(head.pass(), head.step())
                        : new Message.Children(head.pass(), head.step(), tree.children(0, Numbers.ZERO)));
    }

    private void onDescend(MemberId from, Message.Descend descend) {
        Message.Head head = descend.head();
        int level = descend.level();
        if (level < 1 || level >= shape.depth() || descend.nodes().last() >= 1 << shape.fanoutBits() * level) {
            listing.refuse(from, head, Message.Refused.Reason.SETTINGS);
            return;
        }
        Numbers nodes = descend.nodes().first(listing.limits().maxKeys());
        Sums children = tree(head.partition()).children(level, nodes);
        host.send(from, new Message.Children(head.pass(), head.step(), children));
    }

    private void onAnswer(Pass pass, Message.Answer answer) {
        if (answer instanceof Message.Same) {
            listing.passes().end(pass, ReconcileOutcome.IN_SYNC);
        } else if (answer instanceof Message.Children children && !pass.listing) {
            onChildren(pass, children.sums());
        } else if (!listing.onAnswer(pass, answer)) {
            listing.unexpected(pass);
        }
    }

    private void onChildren(Pass pass, Sums theirs) {
        Numbers answered = pass.nodes.first(theirs.size() / shape.fanout());
        pass.truncated |= answered.size() < pass.nodes.size();
        Sums ours = tree(pass.partition).children(pass.level, answered);
        int[] differing = new int[ours.size()];
        int count = 0;
        for (int i = 0; i < ours.size(); i++) {
            if (ours.differs(i, theirs)) {
                int parent = answered.get(i / shape.fanout());
                differing[count++] = parent * shape.fanout() + i % shape.fanout();
            }
        }
        int followed = Math.min(count, listing.limits().maxKeys());
        pass.truncated |= followed < count;
        pass.nodes = Numbers.of(differing, followed);
        pass.level++;
        descend(pass);
    }

    /** Every node that differs holds a key that differs, so that more of them than keys wanted need not be followed. */
    private void descend(Pass pass) {
        if (pass.nodes.size() == 0) {
            listing.nothingLeft(pass);
        } else if (pass.level < shape.depth()) {
            listing.passes().ask(pass, head -> new Message.Descend(head, pass.level, pass.nodes));
        } else {
            pass.listing = true;
            pass.ifListsAgree = () -> doubt(pass);
            listing.begin(pass, new Leaves(shape.leafBits(), pass.nodes));
        }
    }

    private void doubt(Pass pass) {
        trees.forget(pass.partition);
        host.send(pass.peer, new Message.Doubt(pass.partition, pass.range));
    }

    private LeafSums tree(int partition) {
        LeafSums known = trees.get(partition);
        if (known != null) {
            return known;
        }
        LeafSums made = new LeafSums(shape);
        host.scan(partition, (key, cell) -> {
            if (!cell.isEmpty()) {
                made.add(key.token(), cell.digest());
            }
            return true;
        });
        trees.put(partition, made);
        return made;
    }

    @Override
    public void stop() {
        listing.stop();
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return codec;
    }
}
