package dev.hearsay.testkit.transport;

import dev.hearsay.api.Value;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;

/** What is sent in the contract suite. */
public record Note(long number, Value body) {
    private static final Codec<Note> CODEC = new Codec<>() {
        @Override
        public int size(Note note) {
            return Wire.size(note.number) + Wire.size(note.body);
        }

        @Override
        public void encode(Note note, ByteBuffer out) {
            Wire.put(out, note.number);
            Wire.put(out, note.body);
        }

        @Override
        public Note decode(ByteBuffer in) {
            return new Note(Wire.number(in), Wire.value(in));
        }
    };

    public static Note of(long number) {
        return new Note(number, Value.of("note " + number));
    }

    public static Channel<Note> channel(String name) {
        return new Channel<>(name, 1, Note.class, CODEC, Note::number);
    }
}
