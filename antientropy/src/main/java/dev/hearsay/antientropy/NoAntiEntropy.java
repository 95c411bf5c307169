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
import java.time.Duration;

/**
 * Finds nothing. A host should not schedule it; one that does is told {@link ReconcileOutcome#ABANDONED}, because nothing is
 * known, and anything else would claim that somebody looked. As always it is told after the call, not within, so that a host that
 * answers an outcome with the next reconciliation does not fall into itself.
 */
final class NoAntiEntropy implements AntiEntropy, Codec<ProtocolMessage> {
    private AntiEntropyHost host;

    @Override
    public void start(AntiEntropyHost by) {
        host = by;
    }

    @Override
    public void placed(Placement placement) {}

    @Override
    public void stored(int partition, Key key, Cell before, Cell after) {}

    @Override
    public void reconcile(int partition, MemberId peer) {
        host.environment().after(Duration.ZERO, () -> {
            if (host != null) {
                host.reconciled(partition, peer, ReconcileOutcome.ABANDONED);
            }
        });
    }

    @Override
    public void receive(MemberId from, ProtocolMessage message) {}

    @Override
    public void stop() {
        host = null;
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return this;
    }

    @Override
    public int size(ProtocolMessage message) {
        throw none();
    }

    @Override
    public void encode(ProtocolMessage message, ByteBuffer out) {
        throw none();
    }

    @Override
    public ProtocolMessage decode(ByteBuffer in) {
        throw none();
    }

    private static IllegalArgumentException none() {
        return new IllegalArgumentException("the anti-entropy strategy none has no messages");
    }
}
