package dev.hearsay.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

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

    /** @param replicas whose answers it rests on; empty if nobody knows their names any more */
    static void printJson(String key, Reading reading, Optional<List<MemberId>> replicas, PrintWriter out) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode answer = mapper.createObjectNode();
        answer.put("key", key);
        ArrayNode values = answer.putArray("values");
        reading.values().forEach(value -> values.add(value.toString()));
        answer.put("context", reading.context().toString());
        if (replicas.isPresent()) {
            ArrayNode names = answer.putArray("replicas");
            replicas.get().forEach(member -> names.add(member.name()));
        } else {
            answer.putNull("replicas");
        }
        out.println(answer);
        out.flush();
    }
}
