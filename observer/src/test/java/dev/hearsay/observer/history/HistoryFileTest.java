package dev.hearsay.observer.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Context;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.observer.history.Findings.Verdict;
import dev.hearsay.observer.measure.OperationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final long[] NOTHING = {};
    private static final Context SEEN = Context.of(new byte[] {1, 2});

    @TempDir
    Path folder;

    private static HistoryOperation put(long number, Ending ending, long end, String reason) {
        return new HistoryOperation(
                3, OperationKind.WRITE, "user1", number, new long[] {4}, 5, 6, end, ending, reason, NOTHING);
    }

    private static HistoryOperation read(long... values) {
        return new HistoryOperation(4, OperationKind.READ, "user1", 0, NOTHING, 10, 11, 12, Ending.DONE, "", values);
    }

    private Path history() {
        Path file = folder.resolve("history.jsonl");
        try (HistoryWriter writer = HistoryWriter.create(file, 2)) {
            writer.append(put(WriteNumbers.of(2, 7), Ending.DONE, 9, ""), SEEN, SEEN);
            writer.append(
                    put(WriteNumbers.of(2, 8), Ending.UNKNOWN, HistoryOperation.OPEN, "open"), Context.NONE, null);
            writer.append(read(WriteNumbers.of(2, 7)), Context.NONE, SEEN);
            assertThat(file).doesNotExist();
            writer.complete();
        }
        return file;
    }

    @Test
    void everyOperationIsALine() throws IOException {
        assertThat(Files.readAllLines(history()))
                .containsExactly(
                        "{\"schema\":1,\"file\":\"history\",\"tag\":2}",
                        "{\"client\":3,\"op\":\"write\",\"key\":\"user1\",\"write\":137438953479,\"given\":\"AQI\","
                                + "\"covers\":[4],\"intended\":5,\"start\":6,\"end\":9,\"outcome\":\"done\","
                                + "\"values\":[],\"context\":\"AQI\"}",
                        "{\"client\":3,\"op\":\"write\",\"key\":\"user1\",\"write\":137438953480,\"covers\":[4],"
                                + "\"intended\":5,\"start\":6,\"end\":null,\"outcome\":\"unknown\",\"reason\":\"open\"}",
                        "{\"client\":4,\"op\":\"read\",\"key\":\"user1\",\"intended\":10,\"start\":11,\"end\":12,"
                                + "\"outcome\":\"done\",\"values\":[137438953479],\"context\":\"AQI\"}",
                        "{\"end\":true,\"operations\":3}");
        assertThat(folder.resolve("history.jsonl.part")).doesNotExist();
    }

    @Test
    void whatIsWrittenIsRead() {
        History history = History.read(history());
        FinalState state = new FinalState();
        state.put("user1", new long[] {WriteNumbers.of(2, 7)});
        Path last = folder.resolve("final.jsonl");
        HistoryWriter.write(state, history, last);
        Findings findings = history.check(FinalState.read(last, history));
        assertThat(findings.verdict(true)).isEqualTo(Verdict.PASS);
        assertThat(findings.operations()).isEqualTo(3);
        assertThatThrownBy(() -> FinalState.read(last, new History(3)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is the end of another history");
    }

    @Test
    void aHistoryThatBreaksOffProvesNothing() throws IOException {
        String whole = Files.readString(history());
        Path file = folder.resolve("cut.jsonl");
        for (String cut : new String[] {whole.substring(0, whole.length() - 30), whole.substring(0, 180)}) {
            Files.writeString(file, cut);
            History history = History.read(file);
            FinalState state = new FinalState();
            state.put("user1", NOTHING);
            Findings findings = history.check(state);
            assertThat(findings.isCut()).isTrue();
            assertThat(findings.verdict(false)).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aFileThatIsNoneIsRefusedWithASentence() throws IOException {
        Path file = folder.resolve("mine.txt");
        assertThatThrownBy(() -> History.read(file)).hasMessageContaining("there is no file ");
        assertThatThrownBy(() -> History.read(folder)).hasMessageContaining(" is a folder");
        Files.writeString(file, "milk\n");
        assertThatThrownBy(() -> History.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mine.txt:1: this line is no JSON");
        Files.writeString(file, "{\"schema\":9}\n");
        assertThatThrownBy(() -> History.read(file)).hasMessageContaining("the first line must say \"schema\":1");
        Files.writeString(file, "{\"schema\":1,\"file\":\"history\",\"tag\":2}\n{\"op\":\"sing\"}\n");
        assertThatThrownBy(() -> History.read(file)).hasMessageContaining("mine.txt:2: this line has a field");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() {
        Path file = history();
        assertThatThrownBy(() -> HistoryWriter.create(file, 1)).hasMessageContaining("is already there");
        assertThatThrownBy(() -> HistoryWriter.create(folder.resolve("deep/h"), 1))
                .hasMessageContaining("there is no folder for ");
    }
}
