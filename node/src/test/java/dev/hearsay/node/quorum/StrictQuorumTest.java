package dev.hearsay.node.quorum;

import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.testkit.QuorumPolicyContract;

class StrictQuorumTest extends QuorumPolicyContract {
    @Override
    protected QuorumPolicy policy() {
        return new StrictQuorum();
    }
}
