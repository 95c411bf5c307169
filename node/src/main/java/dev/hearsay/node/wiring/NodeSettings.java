package dev.hearsay.node.wiring;

/** All that is set about a node besides its strategies. */
public record NodeSettings(
        QuorumSettings quorum,
        CoordinatorSettings coordinator,
        HintSettings hints,
        AntiEntropySettings antiEntropy,
        MembershipSettings membership,
        DetectorSettings detector,
        LimitSettings limits) {
    /** What each of so many lanes may take of the limits of a node. */
    public NodeSettings share(int lanes) {
        return lanes == 1
                ? this
                : new NodeSettings(
                        quorum,
                        coordinator.share(lanes),
                        hints.share(lanes),
                        antiEntropy.share(lanes),
                        membership,
                        detector,
                        limits);
    }
}
