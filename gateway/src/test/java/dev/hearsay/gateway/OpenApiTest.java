package dev.hearsay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The OpenAPI document is valid, and says what the server does, no less and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private final Http http = new Http();
    private final SwaggerParseResult parsed = parsed(http.get("/openapi.yaml").body());
    private final OpenAPI document = parsed.getOpenAPI();

    @AfterAll
    void close() {
        http.close();
    }

    private static SwaggerParseResult parsed(String yaml) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(yaml, null, options);
    }

    @Test
    void itIsValid() {
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(document.getOpenapi()).startsWith("3.1");
        assertThat(parsed("openapi: 3.1.0\ninfo: { title: x }\npaths: { /x: { get: {} } }")
                        .getMessages())
                .as("the parser finds faults")
                .isNotEmpty();
    }

    @Test
    void everyRouteOfTheServerIsInItAndEveryRouteInItIsOneOfTheServer() {
        List<String> served = Stream.of(Route.values())
                .flatMap(route -> route.methods().stream().map(method -> method + " " + route.template()))
                .sorted()
                .toList();
        List<String> documented = new ArrayList<>();
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> documented.add(method + " " + path)));
        assertThat(documented.stream().sorted()).isEqualTo(served);
    }

    @Test
    void theParametersInItAreTaken() {
        document.getPaths().get("/kv/{key}").readOperationsMap().forEach((method, operation) -> {
            String query = String.join("&", query(operation).map(this::example).toList());
            var request = http.to("/kv/cart?" + query)
                    .method(method.name(), java.net.http.HttpRequest.BodyPublishers.noBody());
            assertThat(http.ask(request).statusCode()).as(method + " " + query).isIn(204, 404);
        });
    }

    private static Stream<Parameter> query(Operation operation) {
        return operation.getParameters().stream().filter(parameter -> "query".equals(parameter.getIn()));
    }

    private String example(Parameter parameter) {
        return parameter.getName()
                + switch (parameter.getName()) {
                    case "timeout" -> "=500ms";
                    case "durability" -> "=disk";
                    default -> "=1";
                };
    }

    @Test
    void everyStatusOfAProblemIsAmongTheAnswersOfSomePath() {
        TreeSet<String> documented = new TreeSet<>();
        document.getPaths()
                .values()
                .forEach(item -> item.readOperations()
                        .forEach(operation ->
                                documented.addAll(operation.getResponses().keySet())));
        assertThat(documented)
                .containsAll(Stream.of(Problem.Type.values())
                        .filter(type -> type != Problem.Type.BAD_METHOD)
                        .map(type -> String.valueOf(type.status()))
                        .toList());
    }

    private void assertDescribes(String name, Buffer json) throws Exception {
        assertDescribes(
                name, document.getComponents().getSchemas().get(name), new ObjectMapper().readTree(json.getBytes()));
    }

    private void assertDescribes(String where, Schema<?> given, JsonNode node) {
        Schema<?> schema = given;
        if (given.get$ref() != null) {
            schema = document.getComponents().getSchemas().get(given.get$ref().replaceAll(".*/", ""));
        }
        if (node.isArray() && !node.isEmpty()) {
            assertDescribes(where + "[]", schema.getItems(), node.get(0));
        } else if (node.isObject()) {
            List<String> fields = new ArrayList<>();
            node.fieldNames().forEachRemaining(fields::add);
            assertThat(fields)
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(schema.getProperties().keySet());
            for (String field : fields) {
                assertDescribes(where + "." + field, schema.getProperties().get(field), node.get(field));
            }
        }
    }

    @Test
    void itDescribesTheJsonThatIsSent() throws Exception {
        assertDescribes("Status", Json.of(NodePathsTest.STATUS));
        assertDescribes("Ring", Json.of(NodePathsTest.RING));
        assertDescribes("Problem", Json.of(Body.NO_ROOM));
        assertDescribes("State", Json.ofState("ready"));
        assertDescribes(
                "Siblings", Json.ofSiblings(new dev.hearsay.api.Reading(List.of(), dev.hearsay.api.Context.NONE)));
    }

    @Test
    void whatIsServedIsTheFile() throws Exception {
        assertThat(http.get("/openapi.yaml").body())
                .isEqualTo(Files.readString(Path.of("src/main/resources/dev/hearsay/gateway/openapi.yaml")));
    }
}
