package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.rule.Placement;
import java.nio.ByteBuffer;

/** Compares nothing. For ablations: read repair and hints are then the only ways to converge. */
final class NoAntiEntropy implements AntiEntropy {
    private AntiEntropyHost host;

    @Override
    public void start(AntiEntropyHost antiEntropyHost) {
        host = antiEntropyHost;
    }

    @Override
    public void placed(Placement placement) {
        // Nothing is kept by partition.
    }

    @Override
    public void stored(int partition, Key key, Cell before, Cell after) {
        // Nothing is summed up.
    }

    /** Nothing was compared, so nothing is known: to say "in sync" would be a lie. */
    @Override
    public void reconcile(int partition, MemberId peer) {
        host.reconciled(partition, peer, ReconcileOutcome.ABANDONED);
    }

    @Override
    public void receive(MemberId from, ProtocolMessage message) {
        // A peer is configured otherwise, and will wait in vain.
    }

    @Override
    public void stop() {
        // Nothing runs.
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return new Codec<>() {
            @Override
            public int size(ProtocolMessage message) {
                return 0;
            }

            @Override
            public void encode(ProtocolMessage message, ByteBuffer out) {
                // Never said.
            }

            @Override
            public ProtocolMessage decode(ByteBuffer in) {
                throw new IllegalArgumentException("without anti-entropy there are no messages of it");
            }
        };
    }
}
