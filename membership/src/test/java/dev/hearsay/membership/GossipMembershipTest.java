package dev.hearsay.membership;

import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.membership.MembershipContract;
import org.junit.jupiter.api.Nested;

class GossipMembershipTest {
    private static Membership make(String changes) {
        return ReferenceAssembly.make(
                Membership.Provider.class, Slot.MEMBERSHIP, "gossip", "forget-after = 2m\n" + changes);
    }

    @Nested
    class Digests extends MembershipContract {
        @Override
        protected Membership membership() {
            return make("");
        }
    }

    @Nested
    class InPhaseWithThree extends MembershipContract {
        @Override
        protected Membership membership() {
            return make("fanout = 3, in-phase = true, interval = 500ms");
        }
    }

    @Nested
    class FullLists extends MembershipContract {
        @Override
        protected Membership membership() {
            return make("exchange = full-list");
        }

        @Override
        protected boolean isAnswered() {
            return false;
        }
    }

    @Nested
    class InStretches extends MembershipContract {
        @Override
        protected Membership membership() {
            return make("message-limit = 512B, fanout = 2");
        }

        @Override
        protected int messageLimit() {
            return 512;
        }
    }

    @Nested
    class FullListsInStretches extends MembershipContract {
        @Override
        protected Membership membership() {
            return make("exchange = full-list, message-limit = 512B, fanout = 3");
        }

        @Override
        protected boolean isAnswered() {
            return false;
        }

        @Override
        protected int messageLimit() {
            return 512;
        }
    }
}
