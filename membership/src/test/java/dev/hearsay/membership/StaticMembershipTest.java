package dev.hearsay.membership;

import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.membership.MembershipContract;

class StaticMembershipTest extends MembershipContract {
    @Override
    protected Membership membership() {
        return ReferenceAssembly.make(Membership.Provider.class, Slot.MEMBERSHIP, "static", "");
    }

    @Override
    protected boolean speaks() {
        return false;
    }
}
