package dev.hearsay.cli;

import dev.hearsay.api.request.NodeStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster's status for people, within 80 columns. */
final class StatusTable {
    private static final int LONGEST_NAME = 21;
    /** A column each in the table of who sees whom; more members get a line each instead. */
    private static final int WIDEST = 24;

    private final ClusterStatus status;
    private final List<ClusterStatus.Member> members;

    StatusTable(ClusterStatus status) {
        this.status = status;
        this.members = status.members();
    }

    void print(PrintWriter out) {
        int partitions = status.ring().partitions().size();
        out.printf(
                Locale.ROOT,
                "cluster %s: %d of %d members answer; %,d partitions, %d copies%n%n",
                status.cluster(),
                status.answering(),
                members.size(),
                partitions,
                status.ring().copies());
        row(out, "", "member", "state", "partitions", "keys", "hints", "compared");
        for (int i = 0; i < members.size(); i++) {
            ClusterStatus.Member member = members.get(i);
            String number = String.valueOf(i + 1);
            if (member.status() == null) {
                row(out, number, member.name(), "no answer", "", "", "", "");
            } else {
                row(out, number, member.name(), member.status());
            }
        }
        printLiveness(out);
        printHints(out);
    }

    private static void row(PrintWriter out, String number, String name, NodeStatus node) {
        int hints = node.hints().stream().mapToInt(NodeStatus.Hints::count).sum();
        row(
                out,
                number,
                name,
                node.serving() ? "serving" : "stopping",
                String.format(Locale.ROOT, "%,d", node.partitionsOwned()),
                String.format(Locale.ROOT, "%,d", node.keys()),
                String.format(Locale.ROOT, "%,d", hints),
                repair(node.repair()));
    }

    private static void row(PrintWriter out, String... cells) {
        Object[] shown = cells.clone();
        shown[1] = shortened(cells[1]);
        out.println(String.format(Locale.ROOT, "%3s %-21s %-9s %10s %11s %7s %11s", shown)
                .stripTrailing());
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : ".." + name.substring(name.length() - LONGEST_NAME + 2);
    }

    /** How much has been compared with the other owners; once all has been, how long ago the last of it was. */
    private static String repair(NodeStatus.Repair repair) {
        if (repair.pairs() == 0) {
            return "-";
        }
        return repair.oldestPass() == null
                ? 100L * repair.compared() / repair.pairs() + " %"
                : "all, " + time(repair.oldestPass());
    }

    private static String time(Duration time) {
        if (time.toSeconds() < 100) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() < 100 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    private void printLiveness(PrintWriter out) {
        out.printf("%nwho sees whom: + answers, ! suspected, ? unknown%n");
        boolean wide = members.size() > WIDEST;
        if (!wide) {
            out.println("    "
                    + IntStream.rangeClosed(1, members.size())
                            .mapToObj(number -> String.format("%3d", number))
                            .collect(Collectors.joining()));
        }
        for (int i = 0; i < members.size(); i++) {
            NodeStatus observer = members.get(i).status();
            if (observer != null) {
                out.printf("%3d ", i + 1);
                out.println(wide ? suspects(observer) : marks(observer));
            }
        }
    }

    private String marks(NodeStatus observer) {
        return members.stream()
                .map(member -> "  " + mark(observer, member.name()))
                .collect(Collectors.joining());
    }

    private static String mark(NodeStatus observer, String name) {
        if (observer.node().name().equals(name)) {
            return ".";
        }
        return observer.peers().stream()
                .filter(peer -> peer.id().name().equals(name))
                .findFirst()
                .map(peer -> peer.suspected() ? "!" : "+")
                .orElse("?");
    }

    private String suspects(NodeStatus observer) {
        List<String> suspected = IntStream.range(0, members.size())
                .filter(i -> mark(observer, members.get(i).name()).equals("!"))
                .mapToObj(i -> String.valueOf(i + 1))
                .toList();
        int most = 10;
        return "knows " + observer.peers().size() + ", suspects " + suspected.size()
                + (suspected.isEmpty()
                        ? ""
                        : ": " + String.join(" ", suspected.subList(0, Math.min(most, suspected.size()))))
                + (suspected.size() > most ? " .." : "");
    }

    private void printHints(PrintWriter out) {
        boolean first = true;
        for (ClusterStatus.Member member : members) {
            if (member.status() == null) {
                continue;
            }
            for (NodeStatus.Hints waiting : member.status().hints()) {
                out.print(first ? String.format("%nhints waiting%n") : "");
                first = false;
                out.printf(
                        Locale.ROOT,
                        "  %s for %s: %,d, %,d KiB, since %s%n",
                        shortened(member.name()),
                        shortened(waiting.owner().name()),
                        waiting.count(),
                        (waiting.bytes() + 1023) / 1024,
                        time(waiting.oldest()));
            }
        }
    }
}
