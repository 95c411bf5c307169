package dev.hearsay.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One reconciliation, as the side sees it that was told to. */
final class Pass {
    final int number;
    final int partition;
    final MemberId peer;
    final int range;

    /** How many questions were asked. */
    int step;
    /** Whether the last question is still to be answered. */
    boolean waiting;
    /** The one thing that is to happen by itself: giving up, or going on after a delay. */
    Cancellable timer = () -> {};

    /** The nodes whose children are asked for, and their level. */
    Numbers nodes = Numbers.ZERO;

    int level;

    /** The trees were descended, if there are any; from now on lists are compared. */
    boolean listing;

    /** What is listed, what of it was asked last, and where that page began. */
    Leaves leaves = Leaves.ALL;

    List<Item> asked = List.of();
    Optional<Key> after = Optional.empty();

    /** The last page did not reach the end of the partition. */
    boolean more;

    /** Keys that differed when last compared, in the order of the partition. At most {@code max-keys}, and two pages. */
    List<Key> found = new ArrayList<>();
    /** Differences were left out because they were too many: that nothing was found would prove nothing. */
    boolean truncated;
    /** What to do if the lists turn out equal. */
    Runnable ifListsAgree = () -> {};
    /** The keys were named once more, and so many times are left. */
    boolean rechecking;

    int rechecksLeft;

    Pass(int number, int partition, MemberId peer, int range) {
        this.number = number;
        this.partition = partition;
        this.peer = peer;
        this.range = range;
    }
}
