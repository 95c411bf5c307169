package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.port.Codec;
import dev.hearsay.node.message.ReplicaChannels;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What another process may say of ranks. */
class RanksTest {
    private final Codec<ReplicaMessage> codec = ReplicaChannels.of(
                    new SimulatedCluster(1, "hearsay {}", NetworkOptions.PERFECT).factory.versioning())
            .quorum()
            .codec();

    private ReplicaMessage sent(int rank) {
        Stored message = new Stored(7, rank, 0, true);
        ByteBuffer bytes = ByteBuffer.allocate(codec.size(message));
        codec.encode(message, bytes);
        return codec.decode(bytes.flip());
    }

    @Test
    void aRankThatNoSetOfRanksHoldsIsNotDecoded() {
        assertThat(sent(63)).isEqualTo(new Stored(7, 63, 0, true));
        for (int rank : new int[] {64, -1, -64, -128}) {
            assertThatThrownBy(() -> sent(rank))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("no replica has rank");
        }
    }
}
