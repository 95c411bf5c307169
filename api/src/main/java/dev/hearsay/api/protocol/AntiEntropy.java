package dev.hearsay.api.protocol;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.StrategyProvider;
import dev.hearsay.api.rule.Placement;

/**
 * Finds what two replicas do not share. It only <em>finds</em>: the host moves and merges cells, so a faulty implementation can
 * waste bandwidth but cannot damage data.
 *
 * <p>Items are (key, {@link Cell#digest}). Tombstones are items. A false positive costs bytes, never correctness.
 *
 * <p><b>Laws.</b> Every difference that is there when a reconciliation begins and stays is found, up to the stated probability
 * of a collision; nothing is reported when the sets are equal; a reconciliation that overlaps writes ends.
 */
public interface AntiEntropy extends Protocol<MemberId, AntiEntropyHost> {
    /** Partitions have these ranges and replicas from now on. Called after {@code start}, and after every change of ownership. */
    void placed(Placement placement);

    /**
     * A cell of a partition this node owns changed from {@code before} (the empty cell if there was none) to {@code after}. On
     * the path of every write: constant time.
     */
    void stored(int partition, Key key, Cell before, Cell after);

    /**
     * Compare this partition with that peer, now. The host chose both and limits how many run; it is told the outcome exactly
     * once, by {@link AntiEntropyHost#reconciled}, even if the peer never answers.
     */
    void reconcile(int partition, MemberId peer);

    interface Provider extends StrategyProvider<AntiEntropy> {}
}
