package dev.hearsay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code hearsay warm-up}: a node lives for a moment in a folder of its own, with everything that a node and a client load, so that the JVM
 * can keep the classes for the next start. The launcher calls it.
 */
@Command(name = "warm-up", hidden = true, description = "Rehearse a node, to make the next start faster.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String ALONE =
            "hearsay { quorum { n = 1, r = 1, w = 1 }, gateway.listen = \"127.0.0.1:0\", node { listen = \"127.0.0.1:0\", data = ";
    private static final List<String> PATHS =
            List.of("/kv/rehearsal", "/status", "/ring", "/ready", "/metrics", "/nothing");

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("hearsay-warm-up");
        try {
            ClassLoader loader = WarmUpCommand.class.getClassLoader();
            Config config = ConfigFactory.parseString(ALONE + "\"" + folder.resolve("data") + "\" } }");
            Plugins plugins = Plugins.find(loader);
            try (NodeProcess node = NodeProcess.start(
                            HearsayConfig.load(config.withFallback(NodeCommand.OF_PROCESSES), plugins, loader));
                    HearsayClient client = HearsayClient.connect("hearsay", List.of(node.address()))) {
                Key key = Key.of("rehearsal");
                client.put(key, Value.of("once"), Context.NONE);
                client.get(key);
                client.delete(key, Context.NONE);
                for (String path : PATHS) {
                    ask(node.http(), path);
                }
            }
            return 0;
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static void ask(Address at, String path) throws IOException {
        try (Socket socket = new Socket(at.host(), at.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + at + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
