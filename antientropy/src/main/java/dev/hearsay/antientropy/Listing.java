package dev.hearsay.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.rule.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part that all strategies end with, on both sides: lists of items are compared page by page, what was found is compared once
 * more, and what still differs is offered. A strategy narrows down the {@link Leaves} that are listed before it hands a pass over.
 *
 * <p><b>Who learns what.</b> Only the asker lists; the answerer says by place which of those items differ, and names the keys
 * that only it holds. The second look is then a list of exactly the keys found, with what the asker holds of each, and so each
 * side knows of each key whether it holds something that the other lacks or holds differently: that it offers.
 */
final class Listing {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private final PassLimits limits;
    private final TreeSet<MemberId> complained = new TreeSet<>();
    private AntiEntropyHost host;
    private Passes passes;
    private Ranges ranges;

    Listing(PassLimits limits) {
        this.limits = limits;
    }

    void start(AntiEntropyHost by) {
        host = by;
        passes = new Passes(by, limits.timeout());
    }

    boolean started() {
        return passes != null;
    }

    void stop() {
        if (passes != null) {
            passes.stop();
            passes = null;
        }
    }

    Passes passes() {
        return passes;
    }

    Ranges ranges() {
        return ranges;
    }

    PassLimits limits() {
        return limits;
    }

    /** Ends the passes over partitions that are not what they were when the pass began. */
    void placed(Placement placement) {
        ranges = new Ranges(placement);
        complained.clear();
        passes.abandonIf(pass -> !isCurrent(pass.partition, pass.range));
    }

    boolean isCurrent(int partition, int range) {
        return ranges != null && ranges.has(partition) && ranges.fingerprint(partition) == range;
    }

    /** A new pass; none if this node knows of no such partition, and then the reconciliation ends of itself. */
    Optional<Pass> open(int partition, MemberId peer) {
        if (ranges != null && ranges.has(partition)) {
            return Optional.of(passes.open(partition, peer, ranges.fingerprint(partition)));
        }
        Pass unknown = passes.open(partition, peer, 0);
        passes.later(unknown, Duration.ZERO, () -> passes.end(unknown, ReconcileOutcome.ABANDONED));
        return Optional.empty();
    }

    /** Lists these leaves with the peer and brings the pass to its end. */
    void begin(Pass pass, Leaves leaves) {
        pass.leaves = leaves;
        pass.after = Optional.empty();
        askPage(pass);
    }

    private void askPage(Pass pass) {
        PageReader page = new PageReader(ranges.order(pass.partition), pass, limits.pageSize());
        host.scan(pass.partition, page);
        pass.asked = page.items();
        passes.ask(pass, head -> new Message.Page(head, pass.leaves, pass.after, page.last(), page.items()));
        pass.more = !page.last();
    }

    /** Answers a question of the list phase, if it is one. */
    void onQuestion(MemberId from, Message.Question question) {
        Message.Head head = question.head();
        if (!isCurrent(head.partition(), head.range())) {
            refuse(from, head, Message.Refused.Reason.RANGE);
        } else if (question instanceof Message.Page page) {
            PageMerge merge = new PageMerge(ranges.order(head.partition()), page, limits.pageSize());
            host.scan(head.partition(), merge);
            host.send(from, merge.answer());
        } else if (question instanceof Message.Recheck recheck) {
            onRecheck(from, recheck);
        } else {
            refuse(from, head, Message.Refused.Reason.SETTINGS);
        }
    }

    void refuse(MemberId to, Message.Head head, Message.Refused.Reason reason) {
        host.send(to, new Message.Refused(head.pass(), head.step(), reason));
    }

    private void onRecheck(MemberId from, Message.Recheck recheck) {
        Message.Head head = recheck.head();
        List<Item> theirs = recheck.items();
        List<Item> ours =
                lookUp(head.partition(), theirs.stream().map(Item::key).toList());
        int[] differing = new int[theirs.size()];
        int count = 0;
        for (int i = 0; i < theirs.size(); i++) {
            if (ours.get(i).differsFrom(theirs.get(i))) {
                differing[count++] = i;
                if (recheck.offer()) {
                    offer(from, head.partition(), ours.get(i));
                }
            }
        }
        Numbers numbers = Numbers.of(differing, count);
        host.send(from, new Message.Found(head.pass(), head.step(), numbers, List.of(), Optional.empty()));
    }

    private List<Item> lookUp(int partition, List<Key> keys) {
        KeyLookup lookup = new KeyLookup(ranges.order(partition), keys);
        host.scan(partition, lookup);
        return lookup.items();
    }

    /** @return false if the answer does not belong to the list phase */
    boolean onAnswer(Pass pass, Message.Answer answer) {
        if (answer instanceof Message.Refused refused) {
            onRefused(pass, refused.reason());
        } else if (answer instanceof Message.Found found) {
            List<Item> differing = new ArrayList<>();
            for (int i = 0; i < found.differing().size() && found.differing().get(i) < pass.asked.size(); i++) {
                differing.add(pass.asked.get(found.differing().get(i)));
            }
            if (pass.rechecking) {
                onRechecked(pass, differing);
            } else {
                onPage(pass, found, differing);
            }
        } else {
            return false;
        }
        return true;
    }

    private void onRefused(Pass pass, Message.Refused.Reason reason) {
        if (reason == Message.Refused.Reason.SETTINGS && complained.add(pass.peer)) {
            LOG.warn(
                    "{} runs another anti-entropy strategy, or the same with other cluster-wide settings; nothing can be"
                            + " compared with it. Give all members the same hearsay.anti-entropy section.",
                    pass.peer);
        }
        passes.end(pass, ReconcileOutcome.ABANDONED);
    }

    private void onPage(Pass pass, Message.Found found, List<Item> differing) {
        Comparator<Key> order = ranges.order(pass.partition);
        List<Key> keys = new ArrayList<>(found.others());
        differing.forEach(item -> keys.add(item.key()));
        keys.sort(order);
        pass.found.addAll(keys);
        Optional<Key> reached = found.upTo();
        boolean more = pass.more || reached.isPresent();
        if (more && pass.found.size() < limits.maxKeys()) {
            Key next = reached.isPresent()
                    ? reached.get()
                    : pass.asked.get(pass.asked.size() - 1).key();
            if (pass.after.isPresent() && order.compare(next, pass.after.get()) <= 0) {
                passes.end(pass, ReconcileOutcome.ABANDONED);
                return;
            }
            pass.after = Optional.of(next);
            askPage(pass);
            return;
        }
        pass.truncated |= more;
        if (pass.found.size() > limits.maxKeys()) {
            pass.truncated = true;
            pass.found = new ArrayList<>(pass.found.subList(0, limits.maxKeys()));
        }
        onCompared(pass);
    }

    /** Ends a pass that has no difference in hand: in sync, unless some were left out on the way. */
    void nothingLeft(Pass pass) {
        passes.end(pass, pass.truncated ? ReconcileOutcome.ABANDONED : ReconcileOutcome.IN_SYNC);
    }

    /** Ends a pass whose question was answered by what is no answer to it. */
    void unexpected(Pass pass) {
        passes.end(pass, ReconcileOutcome.ABANDONED);
    }

    private void onCompared(Pass pass) {
        if (pass.found.isEmpty()) {
            pass.ifListsAgree.run();
            nothingLeft(pass);
            return;
        }
        pass.rechecking = true;
        pass.rechecksLeft = Math.max(1, limits.recheck());
        recheckLater(pass, limits.recheck() == 0 ? Duration.ZERO : limits.recheckDelay());
    }

    private void recheckLater(Pass pass, Duration delay) {
        passes.later(pass, delay, () -> {
            pass.rechecksLeft--;
            pass.asked = lookUp(pass.partition, pass.found);
            passes.ask(pass, head -> new Message.Recheck(head, pass.rechecksLeft == 0, pass.asked));
        });
    }

    private void onRechecked(Pass pass, List<Item> differing) {
        if (differing.isEmpty()) {
            nothingLeft(pass);
        } else if (pass.rechecksLeft > 0) {
            pass.found = differing.stream().map(Item::key).toList();
            recheckLater(pass, limits.recheckDelay());
        } else {
            boolean all = true;
            for (Item item : differing) {
                all &= offer(pass.peer, pass.partition, item);
            }
            passes.end(pass, all ? ReconcileOutcome.REPAIRED : ReconcileOutcome.ABANDONED);
        }
    }

    /** One that is not taken, because it is too large, say, does not keep those behind it from being offered. */
    private boolean offer(MemberId to, int partition, Item item) {
        return !item.held() || host.offer(to, partition, item.key());
    }
}
