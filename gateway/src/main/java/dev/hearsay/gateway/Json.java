package dev.hearsay.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Token;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Ring;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The project's values as JSON: records as objects, members as name and incarnation, tokens in hexadecimal, times in seconds. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Address.class, ToStringSerializer.instance)
                    .addSerializer(MemberId.class, new OfMembers())
                    .addSerializer(Token.class, new OfTokens())
                    .addSerializer(Duration.class, new OfTimes()))
            .build();

    private Json() {}

    static Buffer of(Problem problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", problem.type().urn());
        document.put("title", problem.type().title());
        document.put("status", problem.type().status());
        document.put("detail", problem.detail());
        return written(document);
    }

    static Buffer ofSiblings(Reading reading) {
        Map<String, Object> siblings = new LinkedHashMap<>();
        siblings.put("context", reading.context().toString());
        List<String> values = reading.values().stream()
                .map(Value::bytes)
                .map(Base64.getEncoder()::encodeToString)
                .toList();
        siblings.put("values", values);
        return written(siblings);
    }

    static Buffer of(NodeStatus status) {
        return written(status);
    }

    static Buffer of(Ring ring) {
        return written(ring);
    }

    /** @param state one word */
    static Buffer ofState(String state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", state);
        return written(document);
    }

    private static Buffer written(Object value) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(value)).appendByte((byte) '\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is made of records can be written", e);
        }
    }

    private static final class OfMembers extends JsonSerializer<MemberId> {
        @Override
        public void serialize(MemberId id, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeStringField("name", id.name());
            out.writeNumberField("incarnation", id.incarnation());
            out.writeEndObject();
        }
    }

    private static final class OfTokens extends JsonSerializer<Token> {
        @Override
        public void serialize(Token token, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(String.format("%016x%016x", token.high(), token.low()));
        }
    }

    private static final class OfTimes extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration time, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(time.toMillis() / 1e3);
        }
    }
}
