package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.rule.Intent;
import dev.hearsay.testkit.StubCell;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final StubCell CELL = new StubCell(1);

    private static Operation.Read read(long id) {
        ClientRequest request =
                new ClientRequest(id, Key.of("cart"), null, Context.NONE, RequestOptions.DEFAULTS, false, false);
        return new Operation.Read(
                new Operation.Request(request, new Address("client", 0), null),
                new Intent(false, 3, 2),
                Schedule.of(List.of(), Duration.ofSeconds(1)));
    }

    private static Operation.Read lingering(InFlight operations, long id) {
        Operation.Read read = read(id);
        operations.add(read);
        operations.holds(read, CELL);
        operations.lingers(read);
        return read;
    }

    @Test
    void whatLingersIsFoundAndDoesNotCount() {
        InFlight operations = new InFlight(10, 1000);
        Operation.Read open = read(1);
        operations.add(open);
        operations.holds(open, CELL);
        Operation.Read answered = lingering(operations, 2);
        operations.holds(answered, CELL);
        assertThat(operations.get(2)).isSameAs(answered);
        assertThat(operations.size()).isEqualTo(1);
        assertThat(operations.bytes()).isEqualTo(CELL.encodedSize());
        operations.remove(answered);
        operations.remove(open);
        assertThat(operations.contains(2)).isFalse();
        assertThat(operations.size()).isZero();
        assertThat(operations.bytes()).isZero();
    }

    @Test
    void theOldestGivesWayWhenTooManyLinger() {
        InFlight operations = new InFlight(2, 1000);
        Operation.Read first = lingering(operations, 1);
        Operation.Read second = lingering(operations, 2);
        assertThat(operations.surplus()).isNull();
        lingering(operations, 3);
        assertThat(operations.surplus()).isSameAs(first);
        operations.remove(first);
        assertThat(operations.surplus()).isNull();
        operations.remove(second);
        lingering(operations, 4);
        assertThat(operations.surplus()).isNull();
    }

    @Test
    void theOldestGivesWayWhenTheyHoldTooMuch() {
        InFlight operations = new InFlight(10, 2L * CELL.encodedSize());
        Operation.Read first = lingering(operations, 1);
        Operation.Read second = lingering(operations, 2);
        assertThat(operations.surplus()).isNull();
        operations.holds(second, CELL);
        assertThat(operations.surplus()).isSameAs(first);
    }
}
