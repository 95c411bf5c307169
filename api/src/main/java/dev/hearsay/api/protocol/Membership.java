package dev.hearsay.api.protocol;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.StrategyProvider;

/**
 * Who is in the cluster. It keeps the member records of all nodes the same, and reports what it learns of who answers to the
 * failure detector; the two questions stay apart, and only {@link MembershipHost#publish} moves data.
 *
 * <p>Records are merged per name: the higher incarnation wins, then the higher version; GONE is final for its incarnation. A
 * node that sees a higher incarnation of its own name, or itself declared gone, must not go on under its own.
 */
public interface Membership extends Protocol<Address, MembershipHost> {
    /** Tells the others that this node gives up what it owns. */
    void leave();

    interface Provider extends StrategyProvider<Membership> {}
}
