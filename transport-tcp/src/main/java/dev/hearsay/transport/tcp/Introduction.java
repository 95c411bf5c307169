package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The first thing that either side says: who it is, and which channels it has open, in the order of the numbers by which its
 * messages name them.
 */
record Introduction(Identity identity, List<Offer> offers) {
    /** "hear", and the version of all that stands in this package. */
    private static final int MAGIC = 0x68656172;

    private static final int VERSION = 2;
    private static final int MOST_PORT = 65_535;

    /** One channel. */
    record Offer(String channel, int version) {}

    Introduction {
        offers = List.copyOf(offers);
    }

    /** Why two must not speak with each other; null if they may. Both sides find the same. */
    static String objection(Introduction one, Introduction other) {
        Identity left = one.identity;
        Identity right = other.identity;
        if (!left.cluster().equals(right.cluster())) {
            return left.name() + " is of the cluster " + left.cluster() + ", and " + right.name() + " of "
                    + right.cluster();
        }
        for (Offer mine : one.offers) {
            for (Offer theirs : other.offers) {
                if (mine.channel().equals(theirs.channel()) && mine.version() != theirs.version()) {
                    return left.name() + " speaks version " + mine.version() + " of " + mine.channel() + ", and "
                            + right.name() + " version " + theirs.version();
                }
            }
        }
        if (!left.isMember() || !right.isMember()) {
            return null;
        }
        if (left.member().name().equals(right.member().name())
                && !left.address().equals(right.address())) {
            return "both " + left.address() + " and " + right.address() + " call themselves "
                    + left.member().name();
        }
        String difference = difference(left, right);
        return difference == null && left.lane() != right.lane()
                ? "the lane " + left.lane() + " of " + left.name() + " and the lane " + right.lane() + " of "
                        + right.name() + " have nothing to say to each other"
                : difference;
    }

    private static String difference(Identity left, Identity right) {
        List<String> differences = new ArrayList<>();
        SortedMap<String, String> all = new TreeMap<>(left.settings());
        all.putAll(right.settings());
        for (String path : all.keySet()) {
            String here = left.settings().getOrDefault(path, "nothing");
            String there = right.settings().getOrDefault(path, "nothing");
            if (!here.equals(there)) {
                differences.add(path + " is " + here + " at " + left.name() + " and " + there + " at " + right.name());
            }
        }
        return differences.isEmpty() ? null : "settings of the whole cluster differ: " + String.join("; ", differences);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(size());
        out.putInt(MAGIC).put((byte) VERSION);
        Wire.put(out, identity.cluster());
        out.put((byte) (identity.isMember() ? 1 : 0));
        if (identity.isMember()) {
            Wire.put(out, identity.member());
            Wire.put(out, identity.address().host());
            Wire.put(out, identity.address().port());
            Wire.put(out, identity.lane());
        }
        Wire.put(out, offers.size());
        for (Offer offer : offers) {
            Wire.put(out, offer.channel());
            Wire.put(out, offer.version());
        }
        out.putInt(digest(identity.settings()));
        Wire.put(out, identity.settings().size());
        identity.settings().forEach((path, value) -> {
            Wire.put(out, path);
            Wire.put(out, value);
        });
        return Arrays.copyOf(out.array(), out.position());
    }

    /** At most. */
    private int size() {
        int characters = identity.cluster().length();
        int numbers = 9;
        if (identity.isMember()) {
            characters += identity.member().name().length()
                    + identity.address().host().length();
        }
        for (Offer offer : offers) {
            characters += offer.channel().length();
            numbers += 2;
        }
        for (var setting : identity.settings().entrySet()) {
            characters += setting.getKey().length() + setting.getValue().length();
            numbers += 2;
        }
        return 3 * characters + 10 * numbers + 16;
    }

    /** @throws IllegalArgumentException with a sentence, if these are not the bytes of an introduction */
    static Introduction read(ByteBuffer in) {
        if (in.remaining() < 5 || in.getInt() != MAGIC) {
            throw new IllegalArgumentException("whoever speaks is no Hearsay");
        }
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "it speaks version " + version + " of the transport, and this is " + VERSION);
        }
        String cluster = Wire.text(in);
        MemberId member = null;
        Address address = null;
        int lane = 0;
        if (Wire.flag(in)) {
            member = Wire.member(in);
            address = new Address(Wire.text(in), port(in));
            lane = Wire.smallNumber(in);
        }
        List<Offer> offers = new ArrayList<>();
        for (int left = Wire.count(in, 2); left > 0; left--) {
            offers.add(new Offer(Wire.text(in), Wire.smallNumber(in)));
        }
        if (in.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("the message ends in the middle");
        }
        int digest = in.getInt();
        SortedMap<String, String> settings = new TreeMap<>();
        for (int left = Wire.count(in, 2); left > 0; left--) {
            settings.put(Wire.text(in), Wire.text(in));
        }
        if (digest != digest(settings)) {
            throw new IllegalArgumentException("its settings are not those whose digest it sent");
        }
        return new Introduction(new Identity(cluster, member, address, settings, lane), offers);
    }

    private static int port(ByteBuffer in) {
        int port = Wire.smallNumber(in);
        if (port > MOST_PORT) {
            throw new IllegalArgumentException("no port has the number " + port);
        }
        return port;
    }

    private static int digest(SortedMap<String, String> settings) {
        CRC32C crc = new CRC32C();
        settings.forEach((path, value) -> crc.update((path + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
