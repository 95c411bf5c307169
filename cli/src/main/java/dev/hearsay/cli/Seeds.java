package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.client.ClientSettings;
import dev.hearsay.client.HearsayClient;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which cluster is meant, and where somebody who knows it may listen. */
final class Seeds {
    @Option(
            names = "--node",
            paramLabel = "HOST:PORT",
            split = ",",
            defaultValue = "127.0.0.1:7001,127.0.0.1:7002,127.0.0.1:7003",
            description = "Members to begin with; the others are learnt from them. Default: ${DEFAULT-VALUE}.")
    private List<String> nodes;

    @Option(names = "--cluster", defaultValue = "hearsay", description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String cluster;

    String cluster() {
        return cluster;
    }

    /** @throws ConfigurationException if no name of a node is that of a host */
    HearsayClient connect() {
        List<Address> addresses = addresses();
        if (addresses.stream().noneMatch(Seeds::isKnown)) {
            throw new ConfigurationException("--node: there is no host "
                    + addresses.stream().map(Address::host).distinct().collect(Collectors.joining(" and no host ")));
        }
        return HearsayClient.connect(ClientSettings.of(cluster, addresses));
    }

    private static boolean isKnown(Address node) {
        return !new InetSocketAddress(node.host(), node.port()).isUnresolved();
    }

    private List<Address> addresses() {
        try {
            return nodes.stream().map(Address::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--node: " + e.getMessage(), e);
        }
    }
}
