package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.request.Ring;
import dev.hearsay.api.request.Ring.RingMember;
import dev.hearsay.transport.tcp.TcpEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The nodes that a client knows, and whom it asks. It begins with the seeds, learns the ring from any node that tells it, and asks again at
 * intervals and when an answer shows that the ring has changed. On the lane, except for {@link #routes} and {@link #lastTrouble}.
 *
 * <p><b>Whom it asks:</b> of the owners that seem well the one with the fewest unanswered requests of this client, so that who is slow or
 * stopped is soon asked less; of equals, each in turn. Without such an owner any member, which sends the request on; in the end whoever has
 * not been tried.
 */
final class Nodes implements TcpEvents {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** How long a node that did not answer in time is passed over. */
    private static final long PASS_OVER_NANOS = Duration.ofSeconds(1).toNanos();
    /** A ring of a lower version is believed once nobody has told the higher one for so many times of looking. */
    private static final int TIMES_DOUBTED = 3;

    private final Environment environment;
    private final ClientSettings settings;
    private final Set<Address> seeds;
    private final Map<Address, Peer> peers = new LinkedHashMap<>();
    private Questions questions;
    private Failures failures;
    private volatile Routes routes;
    private volatile String lastTrouble = "";
    /** Null once anybody has been reached. */
    private volatile String refusal = "";

    private long digest;
    private long confirmed;
    private long asked;
    private long turn;
    private boolean asking;
    private boolean closed;

    /** What has to be done about the requests of a node with which something is wrong. */
    interface Failures {
        /** No connection to it came about: what was to be sent was not. */
        void unsent(Peer peer);

        /** The connection ended: what was sent may have arrived. */
        void lost(Peer peer);
    }

    Nodes(Environment environment, ClientSettings settings) {
        this.environment = environment;
        this.settings = settings;
        this.seeds = new LinkedHashSet<>(settings.seeds());
        seeds.forEach(this::peer);
        routes = new Routes(new Ring(0, 0, List.of(), List.of()), this::peer);
    }

    /** Begins to learn. */
    void start(Questions whatIsKnown, Failures ofRequests) {
        questions = whatIsKnown;
        failures = ofRequests;
        confirmed = environment.nanoTime();
        refresh(peers.size());
        environment.after(TICK, this::tick);
    }

    void close() {
        closed = true;
    }

    private Peer peer(Address address) {
        return peers.computeIfAbsent(address, Peer::new);
    }

    Routes routes() {
        return routes;
    }

    Collection<Peer> peers() {
        return peers.values();
    }

    String lastTrouble() {
        return lastTrouble;
    }

    /** What the first one said who will not speak with this client, as long as nobody else does; empty if nobody said so. */
    String refusal() {
        String said = refusal;
        return said == null ? "" : said;
    }

    /** Whom to ask; null if everybody has been tried. */
    Peer pick(Call call, long now) {
        turn++;
        Peer[] owners = routes.owners(call.question.key());
        Peer best = null;
        for (int i = 0; i < owners.length; i++) {
            Peer owner = owners[(int) Long.remainderUnsigned(turn + i, owners.length)];
            if (owner.seemsWell(now) && !call.tried(owner) && (best == null || owner.inFlight < best.inFlight)) {
                best = owner;
            }
        }
        return best == null ? other(call, now) : best;
    }

    private Peer other(Call call, long now) {
        Peer best = null;
        Peer worst = null;
        int skipped = (int) Long.remainderUnsigned(turn, peers.size());
        for (Peer peer : inTurn(skipped)) {
            if (call.tried(peer)) {
                continue;
            }
            if (peer.seemsWell(now)) {
                best = best == null || peer.inFlight < best.inFlight ? peer : best;
            } else if (worst == null) {
                worst = peer;
            }
        }
        return best == null ? worst : best;
    }

    private List<Peer> inTurn(int skipped) {
        List<Peer> all = new ArrayList<>(peers.values());
        List<Peer> turned = new ArrayList<>(all.subList(skipped, all.size()));
        turned.addAll(all.subList(0, skipped));
        return turned;
    }

    /** Anybody who seems well, each in turn; somebody else if nobody does. */
    Address any() {
        long now = environment.nanoTime();
        turn++;
        List<Peer> all = inTurn((int) Long.remainderUnsigned(turn, peers.size()));
        return all.stream().filter(peer -> peer.seemsWell(now)).findFirst().orElse(all.get(0)).address;
    }

    void fellSilent(Peer peer) {
        peer.fellSilent(environment.nanoTime() + PASS_OVER_NANOS);
        lastTrouble = peer.address + " did not answer in time";
    }

    /** The ring as some node sees it now; null if none answers. */
    void ask(Consumer<Ring> answer) {
        ask(peers.size(), answer);
    }

    private void ask(int times, Consumer<Ring> answer) {
        questions.ring(any(), 0, told -> {
            if (told != null) {
                learn(told.digest(), told.ring());
                answer.accept(told.ring());
            } else if (times > 1 && !closed) {
                ask(times - 1, answer);
            } else {
                answer.accept(null);
            }
        });
    }

    /** An answer speaks of a topology of this version: if it is another one than the ring's, there is something to learn. */
    void heardOf(long version) {
        if (version != routes.ring().version() && !asking && environment.nanoTime() - asked >= TICK.toNanos()) {
            refresh(1);
        }
    }

    private void tick() {
        if (closed) {
            return;
        }
        for (Peer peer : List.copyOf(peers.values())) {
            if (peer.unreachable) {
                // Sent for the sake of the connection.
                questions.ring(peer.address, digest, told -> {});
            }
        }
        if (!asking
                && (digest == 0
                        || environment.nanoTime() - asked >= settings.refresh().toNanos())) {
            refresh(peers.size());
        }
        environment.after(TICK, this::tick);
    }

    /** @param times how many nodes are asked, one after the other, until one answers */
    private void refresh(int times) {
        asking = true;
        asked = environment.nanoTime();
        questions.ring(any(), digest, told -> {
            asking = false;
            if (told != null) {
                learn(told.digest(), told.ring());
            } else if (times > 1 && !closed) {
                refresh(times - 1);
            }
        });
    }

    /**
     * Takes over a ring.
     *
     * <p>A member that has only just come back may know nobody yet, and tell a ring of its own: versions only rise, so it is not believed
     * while others tell a higher one.
     *
     * @param ring null if it is the one that is known
     */
    private void learn(long newDigest, Ring ring) {
        long now = environment.nanoTime();
        long patience = TIMES_DOUBTED * settings.refresh().toNanos();
        if (ring == null) {
            confirmed = now;
        } else if (ring.version() >= routes.ring().version() || now - confirmed > patience) {
            confirmed = now;
            digest = newDigest;
            adopt(ring);
        }
    }

    private void adopt(Ring ring) {
        Set<Address> named = new LinkedHashSet<>(seeds);
        for (RingMember member : ring.members()) {
            named.add(member.address());
        }
        peers.values().removeIf(peer -> peer.inFlight == 0 && !named.contains(peer.address));
        named.forEach(this::peer);
        routes = new Routes(ring, this::peer);
    }

    @Override
    public void reached(Address address) {
        refusal = null;
        Peer peer = peers.get(address);
        if (peer != null) {
            peer.connected = true;
            peer.unreachable = false;
        }
    }

    @Override
    public void refused(Address address, String why) {
        lastTrouble = address + " refuses: " + why;
        refusal = "".equals(refusal) ? lastTrouble : refusal;
        failed(address, "");
    }

    @Override
    public void unreachable(Address address, String why) {
        failed(address, address + " cannot be reached: " + why);
    }

    private void failed(Address address, String trouble) {
        lastTrouble = trouble.isEmpty() ? lastTrouble : trouble;
        // What follows, not now: until this returns, the link still takes what it is about to drop.
        environment.after(Duration.ZERO, () -> questions.failed(address));
        Peer peer = peers.get(address);
        if (peer != null) {
            peer.connected = false;
            peer.unreachable = true;
            environment.after(Duration.ZERO, () -> failures.unsent(peer));
        }
    }

    @Override
    public void lost(Address address) {
        lastTrouble = address + " ended the connection";
        environment.after(Duration.ZERO, () -> questions.failed(address));
        Peer peer = peers.get(address);
        if (peer != null) {
            peer.connected = false;
            environment.after(Duration.ZERO, () -> failures.lost(peer));
        }
    }
}
