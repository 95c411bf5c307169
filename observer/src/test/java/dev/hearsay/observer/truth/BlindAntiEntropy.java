package dev.hearsay.observer.truth;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.rule.Placement;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Anti-entropy that is broken on purpose: it looks at nothing and reports that all is well. By the name {@code blind}. */
public final class BlindAntiEntropy implements AntiEntropy.Provider, AntiEntropy, Codec<ProtocolMessage> {
    private AntiEntropyHost host;

    @Override
    public String name() {
        return "blind";
    }

    @Override
    public AntiEntropy create(Assembly assembly) {
        return new BlindAntiEntropy();
    }

    @Override
    public void start(AntiEntropyHost by) {
        host = by;
    }

    @Override
    public void reconcile(int partition, MemberId peer) {
        host.environment()
                .after(Duration.ofMillis(1), () -> host.reconciled(partition, peer, ReconcileOutcome.IN_SYNC));
    }

    @Override
    public void placed(Placement placement) {}

    @Override
    public void stored(int partition, Key key, Cell before, Cell after) {}

    @Override
    public void receive(MemberId from, ProtocolMessage message) {}

    @Override
    public void stop() {}

    @Override
    public Codec<ProtocolMessage> codec() {
        return this;
    }

    @Override
    public int size(ProtocolMessage message) {
        throw new AssertionError("it says nothing");
    }

    @Override
    public void encode(ProtocolMessage message, ByteBuffer out) {
        throw new AssertionError("it says nothing");
    }

    @Override
    public ProtocolMessage decode(ByteBuffer in) {
        throw new AssertionError("it says nothing");
    }
}
