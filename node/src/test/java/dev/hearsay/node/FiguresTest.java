package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.request.NodeStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final MemberId SELF = new MemberId("a", 1);
    private static final MemberId B = new MemberId("b", 1);
    private static final MemberId C = new MemberId("c", 1);

    private static NodeStatus.Repair repair(int pairs, Duration oldest) {
        return new NodeStatus.Repair(pairs, pairs, oldest, 1, 2, 3);
    }

    private static Figures figures(NodeStatus.Repair repair, NodeStatus.Hints... hints) {
        NodeStatus status =
                new NodeStatus(SELF, new Address("a", 1), true, 4, List.of(), 8, 5, 100, List.of(hints), 7, 2, repair);
        return new Figures(status, 10, 20, new int[] {1, 2, 3, 4});
    }

    private static NodeStatus.Hints hints(MemberId owner, int count, int seconds) {
        return new NodeStatus.Hints(owner, count, 10L * count, Duration.ofSeconds(seconds));
    }

    @Test
    void whatLanesCountIsAddedAndWhatConcernsTheNodeIsNot() {
        Figures both = figures(repair(2, Duration.ofSeconds(1)), hints(C, 1, 9))
                .plus(figures(repair(3, Duration.ofSeconds(4)), hints(C, 2, 3), hints(B, 5, 1)));
        assertThat(both.forwarded()).isEqualTo(20);
        assertThat(both.minted()).isEqualTo(40);
        assertThat(both.ages()).containsExactly(2, 4, 6, 8);
        NodeStatus status = both.status();
        assertThat(status.keys()).isEqualTo(200);
        assertThat(status.inFlight()).isEqualTo(14);
        assertThat(status.partitionsOwned()).isEqualTo(5);
        assertThat(status.quarantined()).isEqualTo(2);
        assertThat(status.hints()).containsExactly(hints(B, 5, 1), hints(C, 3, 9));
        assertThat(status.repair()).isEqualTo(new NodeStatus.Repair(5, 5, Duration.ofSeconds(4), 2, 4, 6));
    }

    @Test
    void thePairThatWaitsLongestIsThatOfAnyLaneThatHasPairs() {
        Duration second = Duration.ofSeconds(1);
        assertThat(oldest(repair(0, null), repair(1, second))).isEqualTo(second);
        assertThat(oldest(repair(1, second), repair(0, null))).isEqualTo(second);
        assertThat(oldest(repair(1, null), repair(1, second))).isNull();
        assertThat(oldest(repair(0, null), repair(0, null))).isNull();
    }

    private static Duration oldest(NodeStatus.Repair one, NodeStatus.Repair other) {
        return figures(one).plus(figures(other)).status().repair().oldestPass();
    }
}
