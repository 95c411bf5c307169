package dev.hearsay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.api.plugin.Size;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A gateway to a stub, and a client that asks it over real HTTP. */
final class Http implements AutoCloseable {
    static final long LARGEST = 1000;

    final StubCluster cluster = new StubCluster();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Gateway gateway;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Http() {
        this(new GatewaySettings("127.0.0.1:0", 10, 20, new Size(4000)));
    }

    Http(GatewaySettings settings) {
        gateway = Gateway.start(settings, cluster, LARGEST, registry);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + gateway.address() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return ask(to(path));
    }

    HttpResponse<String> put(String path, String value) {
        return ask(to(path).PUT(HttpRequest.BodyPublishers.ofString(value)));
    }

    HttpClient client() {
        return client;
    }

    /** What the gateway sends back for exactly these bytes, until it closes the connection; nothing if it breaks it off. */
    String raw(String request) {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(20_000);
            StringBuilder answer = new StringBuilder();
            byte[] bytes = new byte[8192];
            for (int read = socket.getInputStream().read(bytes);
                    read >= 0;
                    read = socket.getInputStream().read(bytes)) {
                answer.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
            }
            return answer.toString();
        } catch (SocketException cutOff) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() throws IOException {
        return new Socket(gateway.address().host(), gateway.address().port());
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
