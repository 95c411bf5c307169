package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.client.ClientSettings;
import dev.hearsay.client.HearsayClient;
import java.util.List;
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

    HearsayClient connect() {
        return HearsayClient.connect(ClientSettings.of(cluster, addresses()));
    }

    private List<Address> addresses() {
        try {
            return nodes.stream().map(Address::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--node: " + e.getMessage(), e);
        }
    }
}
