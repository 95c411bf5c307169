package dev.hearsay.gateway;

import dev.hearsay.api.Address;
import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.PortTrouble;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server, from the port that it takes to its end. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LONGEST_LINE = 16 << 10;
    private static final int LONGEST_HEADERS = 64 << 10;
    private static final int IDLE_SECONDS = 60;
    private static final long GRACE_SECONDS = 3;

    private final Vertx vertx;
    private final HttpServer server;
    private final Address address;
    private final int mostConnections;
    private final Room room;
    private final Context loop;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int connections;

    private Gateway(
            Address listen,
            GatewaySettings settings,
            Cluster cluster,
            long largestValue,
            PrometheusMeterRegistry registry) {
        this.mostConnections = settings.maxConnections();
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setBlockedThreadCheckInterval(TimeUnit.HOURS.toMillis(1))
                .setPreferNativeTransport(true)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.room = new Room(settings.maxInFlight(), settings.bodyMemory().bytes());
        Meters meters = new Meters(registry);
        meters.gauge(Metric.HTTP_IN_FLIGHT, room::inFlight);
        this.loop = vertx.getOrCreateContext();
        Asking asking = new Asking(loop);
        Requests requests = new Requests(
                new KeyRequests(cluster, asking, largestValue),
                new NodeRequests(cluster, asking, registry),
                room,
                new Times(meters));
        server = vertx.createHttpServer(options(listen))
                .connectionHandler(this::connected)
                .requestHandler(requests::handle)
                .invalidRequestHandler(requests::handleInvalid);
        try {
            server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            vertx.close();
            throw new ConfigurationException(
                    "hearsay.gateway.listen: "
                            + PortTrouble.of(listen, e.getCause()).getMessage(),
                    e.getCause());
        }
        address = new Address(listen.host(), server.actualPort());
    }

    private static HttpServerOptions options(Address listen) {
        return new HttpServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setIdleTimeout(IDLE_SECONDS);
    }

    /**
     * Takes the port and answers from then on.
     *
     * @param largestValue bytes that a value may have
     * @param registry what {@code /metrics} shows
     * @throws ConfigurationException if there is no such address, or its port is taken
     */
    public static Gateway start(
            GatewaySettings settings, Cluster cluster, long largestValue, PrometheusMeterRegistry registry) {
        Address listen;
        try {
            listen = Address.parse(settings.listen());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("hearsay.gateway.listen: " + e.getMessage(), e);
        }
        return new Gateway(listen, settings, cluster, largestValue, registry);
    }

    private void connected(HttpConnection connection) {
        connections++;
        connection.closeHandler(closed -> connections--);
        if (connections > mostConnections) {
            connection.close();
        }
    }

    /** Where it listens. */
    public Address address() {
        return address;
    }

    /** Begins nothing more, lets what is under way end, for a few seconds, and gives the port back. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> empty = new CompletableFuture<>();
        loop.runOnContext(here -> room.close(() -> empty.complete(null)));
        awaited(empty);
        awaited(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private static void awaited(CompletableFuture<Void> end) {
        try {
            end.get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the gateway did not end as it should: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
