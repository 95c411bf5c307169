package dev.hearsay.gateway;

import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;

/**
 * Several values of one key as one body: JSON with the values in base64, or, if the client likes it better, multipart/mixed with the
 * values as they are (RFC 2046, section 5.1.3).
 *
 * @param type with the boundary, if there is one
 */
record Siblings(String type, Buffer body) {
    private static final String OF_A_PART = "Content-Type: application/octet-stream\r\n\r\n";

    static Siblings of(Reading reading, List<String> accept) {
        return prefersParts(accept)
                ? parts(reading.values())
                : new Siblings("application/json", Json.ofSiblings(reading));
    }

    /** Whether multipart/mixed has a higher weight than JSON, whatever else is accepted. */
    private static boolean prefersParts(List<String> accept) {
        return weight(accept, "multipart/mixed", "multipart/*") > weight(accept, "application/json", "application/*");
    }

    /** Of the most specific range that fits; 0 if none does. */
    private static double weight(List<String> accept, String type, String range) {
        double any = 0;
        double wide = -1;
        double exact = -1;
        for (String header : accept) {
            for (String item : header.toLowerCase(Locale.ROOT).split(",")) {
                String[] parts = item.strip().split("\\s*;\\s*");
                if (parts[0].equals(type)) {
                    exact = quality(parts);
                } else if (parts[0].equals(range)) {
                    wide = quality(parts);
                } else if (parts[0].equals("*/*")) {
                    any = quality(parts);
                }
            }
        }
        return exact >= 0 ? exact : wide >= 0 ? wide : any;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            if (part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(part.substring(2));
            }
        }
        return 1;
    }

    private static Siblings parts(List<Value> values) {
        List<Buffer> bodies =
                values.stream().map(value -> Buffer.buffer(value.bytes())).toList();
        String boundary = boundary(bodies);
        Buffer body = Buffer.buffer();
        for (Buffer part : bodies) {
            body.appendString("--" + boundary + "\r\n" + OF_A_PART);
            body.appendBuffer(part).appendString("\r\n");
        }
        body.appendString("--" + boundary + "--\r\n");
        return new Siblings("multipart/mixed; boundary=" + boundary, body);
    }

    /** A line that no value contains: whoever stores a value cannot make a part of his own of it. */
    private static String boundary(List<Buffer> bodies) {
        for (int attempt = 0; ; attempt++) {
            String boundary = "hearsay-" + attempt;
            byte[] line = ("--" + boundary).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            if (bodies.stream().noneMatch(body -> contains(body, line))) {
                return boundary;
            }
        }
    }

    private static boolean contains(Buffer body, byte[] line) {
        for (int at = 0; at + line.length <= body.length(); at++) {
            int same = 0;
            while (same < line.length && body.getByte(at + same) == line[same]) {
                same++;
            }
            if (same == line.length) {
                return true;
            }
        }
        return false;
    }
}
