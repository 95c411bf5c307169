package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Ring;
import dev.hearsay.client.HearsayClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay status}. */
@Command(
        name = "status",
        description = "Show the members of a cluster, whom each of them believes to answer, and what waits to be done.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    @Mixin
    private Seeds seeds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClusterStatus status = ask();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(status.toJson());
        } else {
            new StatusTable(status).print(out);
        }
        out.flush();
        return 0;
    }

    /** Asks every member that anybody knows of. */
    private ClusterStatus ask() {
        try (HearsayClient client = seeds.connect()) {
            Ring ring = client.ring().orElseThrow(() -> FailedOperation.nobodyAnswers(client));
            Map<Address, String> names = new LinkedHashMap<>();
            ring.members()
                    .forEach(member -> names.put(member.address(), member.id().name()));
            Map<Address, Optional<NodeStatus>> told = all(client, List.copyOf(names.keySet()));
            told.values().stream()
                    .flatMap(Optional::stream)
                    .forEach(status -> status.peers()
                            .forEach(peer ->
                                    names.putIfAbsent(peer.address(), peer.id().name())));
            told.putAll(all(
                    client,
                    names.keySet().stream()
                            .filter(address -> !told.containsKey(address))
                            .toList()));
            return new ClusterStatus(seeds.cluster(), ring, members(names, told));
        }
    }

    private static Map<Address, Optional<NodeStatus>> all(HearsayClient client, List<Address> nodes) {
        Map<Address, CompletableFuture<Optional<NodeStatus>>> asked = new LinkedHashMap<>();
        nodes.forEach(node -> asked.put(node, client.statusAsync(node)));
        Map<Address, Optional<NodeStatus>> told = new LinkedHashMap<>();
        asked.forEach((node, answer) -> told.put(node, answer.join()));
        return told;
    }

    private static List<ClusterStatus.Member> members(
            Map<Address, String> names, Map<Address, Optional<NodeStatus>> told) {
        Map<String, ClusterStatus.Member> sorted = new TreeMap<>();
        names.forEach((address, name) -> sorted.merge(
                name,
                new ClusterStatus.Member(name, address, told.get(address).orElse(null)),
                (one, other) -> one.status() == null ? other : one));
        return List.copyOf(sorted.values());
    }
}
