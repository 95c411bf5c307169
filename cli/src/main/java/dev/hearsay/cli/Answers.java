package dev.hearsay.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import java.io.PrintWriter;

/** What a cluster said, for people and for programs. */
final class Answers {
    private Answers() {}

    /** The context, and the siblings that it covers: whoever writes with it replaces these. */
    static void printContext(Reading reading, PrintWriter out) {
        out.println(reading.context());
        for (Value sibling : reading.values()) {
            out.println("sibling: " + sibling);
        }
        out.flush();
    }

    static void printJson(String key, Reading reading, PrintWriter out) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode answer = mapper.createObjectNode();
        answer.put("key", key);
        ArrayNode values = answer.putArray("values");
        reading.values().forEach(value -> values.add(value.toString()));
        answer.put("context", reading.context().toString());
        out.println(answer);
        out.flush();
    }
}
