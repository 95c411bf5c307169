package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.testkit.transport.RealTime;
import dev.hearsay.transport.tcp.TcpLane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that its cluster does not take leaves no folder behind that would stand in the way of the corrected one; and takes nobody's. */
class FreshFolderTest {
    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("deep/data");
    }

    private NodeProcess start(String cluster, String seeds, int lanes) {
        return NodeProcess.start(NodeProcessTest.config(
                "hearsay { storage.use = rocksdb, quorum { n = 1, r = 1, w = 1 }, node { name = late, listen = \"127.0.0.1:0\", lanes = "
                        + lanes + ", cluster = " + cluster + ", seeds = [" + seeds + "], data = \"" + data()
                        + "\" } }"));
    }

    private static NodeProcess seed(int lanes) {
        return NodeProcess.start(NodeProcessTest.config(
                "hearsay { quorum { n = 1, r = 1, w = 1 }, node { listen = \"127.0.0.1:0\", lanes = " + lanes
                        + " } }"));
    }

    private void refused(NodeProcess seed, int lanes) throws Exception {
        try (NodeProcess late = start("other", "\"" + seed.address() + "\"", lanes)) {
            assertThatThrownBy(() -> late.over().get(60, TimeUnit.SECONDS))
                    .hasMessageContaining("the cluster does not take this node");
            assertThat(data().resolve("identity.conf")).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoWasRefusedLeavesNothingAndIsTakenUnderTheRightName(int lanes) throws Exception {
        try (NodeProcess seed = seed(lanes)) {
            refused(seed, lanes);
            assertThat(folder).isEmptyDirectory();
            try (NodeProcess late = start("hearsay", "\"" + seed.address() + "\"", lanes)) {
                late.ready().get(60, TimeUnit.SECONDS);
                assertThat(RealTime.await(() -> seed.knows(late.id()))).isTrue();
            }
            assertThat(data().resolve("identity.conf")).as("it was ready").exists();
        }
    }

    @Test
    void whoFoundNobodyLeavesNothingEither() throws Exception {
        try (NodeProcess late = start("hearsay", "\"127.0.0.1:1\"", 1)) {
            assertThatThrownBy(() -> late.ready().get(100, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFolderOfSomebodyElseStays() throws Exception {
        Files.createDirectories(data());
        try (NodeProcess seed = seed(1)) {
            refused(seed, 1);
        }
        assertThat(data()).isEmptyDirectory();
    }

    @Test
    void aFolderThatHeldAnythingIsNotTouched() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("notes"), "mine");
        try (NodeProcess seed = seed(1)) {
            refused(seed, 1);
        }
        assertThat(data().resolve("notes")).hasContent("mine");
        assertThat(data().resolve("identity.conf")).exists();
    }

    @Test
    void anIdentityThatWasThereStays() throws Exception {
        start("other", "", 1).close();
        String before = Files.readString(data().resolve("identity.conf"));
        assertThat(before).contains("other");
        try (NodeProcess seed = seed(1)) {
            refused(seed, 1);
        }
        assertThat(data().resolve("identity.conf")).exists();
        assertThat(data().resolve("cells")).exists();
    }

    private static Cell milk(Versioning versioning) {
        Event event = new Event(new MemberId("late", 1), "client", 1);
        return versioning.write(versioning.empty(), Context.NONE, Mutation.put(Value.of("milk")), event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "hints"})
    void whatWasStoredIsSeen(String space) throws Exception {
        NodeFactory factory = NodeFactory.of(NodeProcessTest.config("hearsay.storage.use = rocksdb"));
        DataFolder.Owner owner = new DataFolder.Owner("hearsay", "late", "rocksdb");
        TcpLane lane = new TcpLane("tested");
        try (lane) {
            Keeping kept = Keeping.open(factory.storage(), data(), owner, lane, why -> {});
            OnLane.run(lane, () -> {
                        assertThat(Keeping.holdsNothing(kept.engine())).isTrue();
                        kept.engine().space(space).put(Key.of("cart"), milk(factory.versioning()));
                        assertThat(Keeping.holdsNothing(kept.engine())).isFalse();
                        kept.close();
                    })
                    .get(20, TimeUnit.SECONDS);
        }
        assertThat(data().resolve("identity.conf")).exists();
    }

    /** The next process must take a higher incarnation, and there is nobody else who knows. */
    @Test
    void whatTheClusterToldStays() {
        DataFolder opened = DataFolder.open(data(), new DataFolder.Owner("hearsay", "late", "rocksdb"));
        opened.superseded(opened.incarnation() + 1_000_000);
        opened.close(true);
        assertThat(data().resolve("identity.conf"))
                .content()
                .contains(String.valueOf(opened.incarnation() + 1_000_000));
    }
}
