package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the check can fail. */
class WriteHistoryTest {
    private final WriteHistory history = new WriteHistory();

    private void write(String value, String... knew) {
        history.tried("k", value, List.of(knew));
        history.acknowledged("k", value);
    }

    private List<String> lost(String... found) {
        return history.lost("k", List.of(found));
    }

    @Test
    void aWriteThatIsThereAndOneWhoseSuccessorIsThereAreNotLost() {
        write("a");
        write("b", "a");
        write("c", "b");
        assertThat(lost("c")).isEmpty();
    }

    @Test
    void aSuccessorThatNobodyAcknowledgedIsOneTooIfItIsThere() {
        write("a");
        history.tried("k", "b", List.of("a"));
        assertThat(lost("b")).isEmpty();
        assertThat(lost("a")).isEmpty();
    }

    @Test
    void aWriteThatIsGoneIsLostAlthoughAnotherCameLater() {
        write("a");
        write("b");
        assertThat(lost("b")).containsExactly("a");
        write("c", "b");
        assertThat(lost("c")).containsExactly("a");
        assertThat(lost()).containsExactly("a", "b", "c");
    }

    @Test
    void aWriteThatWasPutBackToWhatItReplacedIsLost() {
        write("a");
        write("b", "a");
        assertThat(lost("a")).containsExactly("b");
    }

    @Test
    void siblingsAreKnownTogether() {
        write("a");
        write("b");
        write("c", "a", "b");
        assertThat(lost("c")).isEmpty();
        write("d", "a");
        assertThat(lost("d")).containsExactly("b", "c");
        assertThat(lost("c", "d")).isEmpty();
    }

    @Test
    void aValueThatNobodyWroteIsNoResult() {
        write("a");
        assertThatThrownBy(() -> lost("x")).hasMessageContaining("which nobody wrote");
    }
}
