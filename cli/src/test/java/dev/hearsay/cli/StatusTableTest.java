package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Ring;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static String name(int number) {
        return "node-" + number;
    }

    private static Address address(int number) {
        return new Address("10.0.0." + number, 7000);
    }

    private static NodeStatus status(String name, List<NodeStatus.Peer> peers, List<NodeStatus.Hints> hints) {
        Duration oldest = hints.isEmpty() ? Duration.ofSeconds(12) : null;
        return new NodeStatus(
                new MemberId(name, 3),
                address(1),
                true,
                9,
                peers,
                384,
                256,
                1_234_567,
                hints,
                2,
                0,
                new NodeStatus.Repair(512, hints.isEmpty() ? 512 : 128, oldest, 7, 1, 0));
    }

    private static NodeStatus.Peer peer(int number, boolean suspected) {
        return new NodeStatus.Peer(new MemberId(name(number), 1), address(number), "UP", suspected);
    }

    private static String printed(List<ClusterStatus.Member> members) {
        Ring ring = new Ring(
                9,
                3,
                List.of(new Ring.RingMember(new MemberId("node-1", 3), address(1))),
                List.of(new Ring.RingPartition(Token.ZERO, List.of(0), List.of())));
        StringWriter out = new StringWriter();
        new StatusTable(new ClusterStatus("shop", ring, members)).print(new PrintWriter(out));
        return out.toString();
    }

    @Test
    void whoAnswersWhoIsSuspectedAndWhatWaits() {
        List<NodeStatus.Hints> hints =
                List.of(new NodeStatus.Hints(new MemberId("node-3", 1), 12, 3000, Duration.ofSeconds(4)));
        assertThat(printed(List.of(
                        new ClusterStatus.Member(
                                "node-1",
                                address(1),
                                status("node-1", List.of(peer(2, false), peer(3, true)), List.of())),
                        new ClusterStatus.Member(
                                "node-2", address(2), status("node-2", List.of(peer(1, false)), hints)),
                        new ClusterStatus.Member("node-3", address(3), null))))
                .isEqualToNormalizingNewlines("""
                        cluster shop: 2 of 3 members answer; 1 partitions, 3 copies

                            member                state     partitions        keys   hints    compared
                          1 node-1                serving          256   1,234,567       0   all, 12 s
                          2 node-2                serving          256   1,234,567      12        25 %
                          3 node-3                no answer

                        who sees whom: + answers, ! suspected, ? unknown
                              1  2  3
                          1   .  +  !
                          2   +  .  ?

                        hints waiting
                          node-2 for node-3: 12, 3 KiB, since 4 s
                        """);
    }

    @Test
    void manyMembersWithLongNamesFitTheScreen() {
        List<ClusterStatus.Member> members = new ArrayList<>();
        List<NodeStatus.Peer> peers = IntStream.range(0, 200)
                .mapToObj(number -> peer(number, number > 100))
                .toList();
        for (int i = 0; i < 200; i++) {
            members.add(new ClusterStatus.Member(
                    "a-name-that-is-rather-long-" + i,
                    address(i),
                    status("a-name-that-is-rather-long-" + i, peers, List.of())));
        }
        assertThat(printed(members).lines()).allMatch(line -> line.length() <= 80);
        assertThat(printed(members.subList(0, 24)).lines()).allMatch(line -> line.length() <= 80);
    }
}
