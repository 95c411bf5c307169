package dev.hearsay.observer.run;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.MembershipHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.api.rule.Placement;
import java.nio.ByteBuffer;

/** Strategies that do nothing at all, so that a test of the laboratory depends on nobody's. Each goes by the name {@code idle}. */
public final class IdleStrategies {
    private static final Codec<ProtocolMessage> SILENCE = new Codec<>() {
        @Override
        public int size(ProtocolMessage message) {
            throw new AssertionError("nobody says anything");
        }

        @Override
        public void encode(ProtocolMessage message, ByteBuffer out) {
            throw new AssertionError("nobody says anything");
        }

        @Override
        public ProtocolMessage decode(ByteBuffer in) {
            throw new AssertionError("nobody says anything");
        }
    };

    private IdleStrategies() {}

    public static final class IdleMembership implements Membership.Provider, Membership {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public Membership create(Assembly assembly) {
            return new IdleMembership();
        }

        @Override
        public void start(MembershipHost host) {}

        @Override
        public void receive(Address from, ProtocolMessage message) {}

        @Override
        public void stop() {}

        @Override
        public void leave() {}

        @Override
        public Codec<ProtocolMessage> codec() {
            return SILENCE;
        }
    }

    public static final class TrustingDetector implements FailureDetector.Provider, FailureDetector {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public FailureDetector create(Assembly assembly) {
            return new TrustingDetector();
        }

        @Override
        public void heard(MemberId peer, long nowNanos) {}

        @Override
        public void missed(MemberId peer, long nowNanos) {}

        @Override
        public double suspicion(MemberId peer, long nowNanos) {
            return 0;
        }

        @Override
        public double threshold() {
            return 1;
        }

        @Override
        public void forget(MemberId peer) {}
    }

    public static final class IdleAntiEntropy implements AntiEntropy.Provider, AntiEntropy {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public AntiEntropy create(Assembly assembly) {
            return new IdleAntiEntropy();
        }

        @Override
        public void start(AntiEntropyHost host) {}

        @Override
        public void receive(MemberId from, ProtocolMessage message) {}

        @Override
        public void stop() {}

        @Override
        public void placed(Placement placement) {}

        @Override
        public void stored(int partition, Key key, Cell before, Cell after) {}

        @Override
        public void reconcile(int partition, MemberId peer) {}

        @Override
        public Codec<ProtocolMessage> codec() {
            return SILENCE;
        }
    }
}
