package dev.hearsay.node.wiring;

/** All that is set about a node besides its strategies. */
public record NodeSettings(
        QuorumSettings quorum,
        CoordinatorSettings coordinator,
        HintSettings hints,
        AntiEntropySettings antiEntropy,
        MembershipSettings membership,
        DetectorSettings detector,
        LimitSettings limits) {}
