package dev.hearsay.observer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.observer.measure.Operation;
import dev.hearsay.observer.measure.OperationLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Key KEY = Key.of("k");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Recorder recorder =
            new Recorder((key, request) -> new Address("node-" + request, 0), OperationLog.to(out, 0, List.of(KEY)));

    private Operation begun(long id) {
        recorder.route(KEY, id);
        Operation operation = Operation.read(id, 0, 0, 0);
        recorder.begun(operation);
        return operation;
    }

    @Test
    void whatIsOpenAtTheEndComesLastInTheOrderInWhichItBegan() {
        begun(1);
        Operation second = begun(2);
        begun(3);
        recorder.ended(second);
        recorder.close();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(".*\"id\":(\\d).*", "$1")))
                .containsExactly("2", "1", "3");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"coordinator\":\"node-3\"");
    }
}
