package dev.hearsay.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to ask, and how. */
enum Route {
    KEY("/kv/{key}", HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
    STATUS("/status", HttpMethod.GET),
    RING("/ring", HttpMethod.GET),
    HEALTH("/health", HttpMethod.GET),
    READY("/ready", HttpMethod.GET),
    METRICS("/metrics", HttpMethod.GET),
    OPENAPI("/openapi.yaml", HttpMethod.GET);

    /** What the path of a key begins with. */
    static final String KEYS = "/kv/";

    private final String template;
    private final List<HttpMethod> methods;

    Route(String template, HttpMethod... methods) {
        this.template = template;
        this.methods = List.of(methods);
    }

    /** As the OpenAPI document has it. */
    String template() {
        return template;
    }

    List<HttpMethod> methods() {
        return methods;
    }

    /** For the header {@code Allow}. */
    String allowed() {
        return methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }

    /** Null if there is nothing at the path. */
    static Route of(String path) {
        if (path != null && path.startsWith(KEYS)) {
            return KEY;
        }
        for (Route route : values()) {
            if (route.template.equals(path)) {
                return route;
            }
        }
        return null;
    }
}
