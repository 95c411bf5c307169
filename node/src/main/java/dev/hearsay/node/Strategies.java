package dev.hearsay.node;

import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.api.rule.QuorumPolicy;

/** The strategies of one node that it does not share. */
record Strategies(Membership membership, FailureDetector detector, AntiEntropy antiEntropy, QuorumPolicy policy) {}
