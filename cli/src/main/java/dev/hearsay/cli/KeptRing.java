package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.Topology;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members that a node knew last, in its data folder: what the next process places keys by until it has heard more. Written by a thread of
 * its own, the last one given, whole or not at all. It is a help and no record: one that cannot be read or written is done without.
 */
final class KeptRing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRing.class);
    private static final int FORMAT = 0x48520001;
    private static final int MOST_BYTES = 64 << 20;
    private static final long PATIENCE_SECONDS = 10;

    private final Path file;
    private final AtomicReference<Topology> next = new AtomicReference<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "hearsay-ring");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean failed;

    KeptRing(Path file) {
        this.file = file;
    }

    /** Those that were known last, without the one of that name, and without whoever was where it is now. */
    List<Member> others(String name, Address address) {
        List<Member> members = new ArrayList<>(read());
        members.removeIf(
                member -> member.id().name().equals(name) || member.address().equals(address));
        return members;
    }

    private List<Member> read() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is too large");
            }
            return decode(Files.readAllBytes(file));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read ({}); the seeds will tell who the members are", file, e.getMessage());
            return List.of();
        }
    }

    /** Keeps these from now on; comes back at once. Not after {@link #close}. */
    void save(Topology topology) {
        next.set(topology);
        writer.execute(this::write);
    }

    private void write() {
        Topology topology = next.getAndSet(null);
        if (topology == null) {
            return;
        }
        try {
            DataFolder.replace(file, encode(topology.members()));
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("{} cannot be written ({}); the next start goes by an older one", file, e.getMessage());
            }
            failed = true;
        }
    }

    static byte[] encode(List<Member> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeInt(members.size());
        for (Member member : members) {
            out.writeUTF(member.id().name());
            out.writeLong(member.id().incarnation());
            out.writeUTF(member.address().host());
            out.writeInt(member.address().port());
            out.writeUTF(member.state().name());
            out.writeLong(member.version());
            out.writeInt(member.tokens().size());
            for (Token token : member.tokens()) {
                out.writeLong(token.high());
                out.writeLong(token.low());
            }
            out.writeInt(member.labels().size());
            for (Map.Entry<String, String> label : member.labels().entrySet()) {
                out.writeUTF(label.getKey());
                out.writeUTF(label.getValue());
            }
        }
        out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    private static List<Member> decode(byte[] bytes) throws IOException {
        int length = bytes.length - Long.BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != checksum(bytes, length)) {
            throw new IOException("it is damaged");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
        if (in.readInt() != FORMAT) {
            throw new IOException("it was written by another version");
        }
        List<Member> members = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            members.add(member(in));
        }
        return members;
    }

    private static Member member(DataInputStream in) throws IOException {
        MemberId id = new MemberId(in.readUTF(), in.readLong());
        Address address = new Address(in.readUTF(), in.readInt());
        Member.State state = Member.State.valueOf(in.readUTF());
        long version = in.readLong();
        List<Token> tokens = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            tokens.add(new Token(in.readLong(), in.readLong()));
        }
        Map<String, String> labels = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            labels.put(in.readUTF(), in.readUTF());
        }
        return new Member(id, address, state, version, tokens, labels);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} is not written yet; the next start may go by an older one", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
