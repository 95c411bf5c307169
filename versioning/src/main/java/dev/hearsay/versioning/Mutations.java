package dev.hearsay.versioning;

import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;

/** How a mutation is written: 0 for a delete, else one more than the size of the value, then the value. */
final class Mutations {
    private Mutations() {}

    static int size(Mutation mutation) {
        if (mutation.isDelete()) {
            return 1;
        }
        int size = mutation.value().size();
        return Wire.size(size + 1L) + size;
    }

    static void put(ByteBuffer out, Mutation mutation) {
        if (mutation.isDelete()) {
            out.put((byte) 0);
        } else {
            Wire.put(out, mutation.value().size() + 1L);
            mutation.value().writeTo(out);
        }
    }

    static Mutation read(ByteBuffer in) {
        long announced = Wire.number(in);
        if (announced == 0) {
            return Mutation.delete();
        }
        if (announced < 0 || announced - 1 > in.remaining()) {
            throw new IllegalArgumentException("the bytes end before the value that they announce");
        }
        return Mutation.put(Value.readFrom(in, (int) (announced - 1)));
    }
}
