package dev.hearsay.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cluster's command tells the process of a node: lines on its standard input, each the faults of one link. There is no other way to
 * disturb a node, so nobody can who did not start it. The end of the input is the end of whoever started it, and of the node.
 */
final class NodeControl {
    private static final Logger LOG = LoggerFactory.getLogger(NodeControl.class);

    private NodeControl() {}

    /** Follows the input, on a thread of its own, to its end. */
    static CompletableFuture<Void> follow(InputStream input, NodeProcess node) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    read(input, node);
                    end.complete(null);
                },
                "hearsay-control");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private static void read(InputStream input, NodeProcess node) {
        FaultyLinks links = new FaultyLinks(System::nanoTime, new SplittableRandom());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line, links, node);
            }
        } catch (IOException e) {
            LOG.debug("the input ended early", e);
        }
    }

    private static void obey(String line, FaultyLinks links, NodeProcess node) {
        try {
            LinkFaults faults = LinkFaults.parse(line);
            node.disturb(links, () -> links.set(faults));
        } catch (RuntimeException e) {
            LOG.error("an order that nobody understands: {} ({})", line, e.getMessage());
        }
    }
}
