package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;

/** One machine of a run, with at most one process on it. */
public final class SimulatedHost {
    /** A power of two. */
    private static final int RECENT_LINKS = 64;

    private final Simulation simulation;
    private final Address address;
    private final int index;
    private final long identity;
    private final Deque<Event> mail = new ArrayDeque<>();
    private Link[] links = new Link[0];
    /** Links used lately, by the hash of the receiver's address. */
    private final Link[] recentLinks = new Link[RECENT_LINKS];

    private SimulatedTransport transport;
    private SimulatedDisk disk;
    private Duration clockOffset = Duration.ZERO;
    private DiskOptions diskOptions = DiskOptions.PERFECT;
    private HostEnvironment diskLane;
    private int life = 1;
    private boolean paused;
    private boolean crashed;
    /** Whether an event is handled when it happens; otherwise it queues up behind the mail. */
    private boolean attentive = true;

    SimulatedHost(Simulation simulation, Address address, int index) {
        this.simulation = simulation;
        this.address = address;
        this.index = index;
        this.identity = Hash.of(address.toString());
        begin();
    }

    private void begin() {
        transport = new SimulatedTransport(this, life);
        diskLane = new HostEnvironment(this, life, "disk");
    }

    public Address address() {
        return address;
    }

    /** Time, timers and the random stream of one component of the process that lives here now. */
    public Environment environment(String component) {
        return new HostEnvironment(this, life, component);
    }

    /** The transport of the process that lives here now. */
    public Transport transport() {
        return transport;
    }

    /** The disk: what a process of this host put there, the next one finds. Made on first use, and after a wipe. */
    public SimulatedDisk disk(Supplier<StorageEngine> engine) {
        if (disk == null) {
            disk = new SimulatedDisk(engine.get(), this);
        }
        return disk;
    }

    /** From now on this host's disk behaves so, and so does one that replaces it. */
    public void diskOptions(DiskOptions next) {
        if (disk != null && next.journal() != diskOptions.journal()) {
            disk.forgetUnsynced();
        }
        diskOptions = next;
    }

    public DiskOptions diskOptions() {
        return diskOptions;
    }

    /** Lets {@link #crashUnsynced} take what was not synced from now on; see {@link DiskOptions#journal}. */
    public void journalDisk() {
        diskOptions(diskOptions.withJournal(true));
    }

    /** Stops the process: its mail is kept and its timers wait. */
    public void pause() {
        paused = true;
        attentive = false;
    }

    /** It goes on, and handles what has piled up, in order and before anything that happens from now on. */
    public void resume() {
        if (paused) {
            paused = false;
            readOn();
        }
    }

    private void readOn() {
        attentive = !paused && mail.isEmpty();
        if (!paused && !mail.isEmpty()) {
            simulation.schedule(new Reading(this), simulation.nanoTime());
        }
    }

    public boolean paused() {
        return paused;
    }

    /** The process is gone, with its timers and its mail; the disk is as it was. */
    public void crash() {
        life++;
        crashed = true;
        paused = false;
        attentive = true;
        mail.clear();
        begin();
    }

    /** A crash that also loses what was not synced. */
    public void crashUnsynced() {
        crash();
        if (disk != null) {
            disk.loseUnsynced();
        }
    }

    /** A crash, and the disk is gone too. */
    public void wipe() {
        crash();
        if (disk != null) {
            disk.destroy();
            disk = null;
        }
    }

    public boolean crashed() {
        return crashed;
    }

    /** A new process may begin; to start it is the caller's business. */
    public void restart() {
        crashed = false;
    }

    /** The wall clock is this far off from now on. */
    public void clockOffset(Duration offset) {
        clockOffset = offset;
    }

    /** On this host's lane, unless the process is gone by then. */
    void afterNanos(long nanos, Runnable task) {
        diskLane.after(nanos, task);
    }

    Duration clockOffset() {
        return clockOffset;
    }

    Simulation simulation() {
        return simulation;
    }

    /** A hash of the address. */
    long identity() {
        return identity;
    }

    boolean lives(int which) {
        return which == life && !crashed;
    }

    /** True if the event has to wait, or will never happen. */
    boolean defers(Event event, int eventLife) {
        if (eventLife != life || crashed) {
            return true;
        }
        if (!attentive) {
            mail.add(event);
        }
        return !attentive;
    }

    SimulatedTransport present() {
        return transport;
    }

    Link linkTo(SimulatedHost to) {
        return to.index < links.length ? links[to.index] : null;
    }

    /** The link to that address, if it was used lately; found without comparing names. */
    Link recentLink(Address to) {
        Link link = recentLinks[to.hashCode() & RECENT_LINKS - 1];
        return link != null && link.to.address == to ? link : null;
    }

    void recentLink(Link link) {
        recentLinks[link.to.address.hashCode() & RECENT_LINKS - 1] = link;
    }

    void linkTo(SimulatedHost to, Link link) {
        if (to.index >= links.length) {
            links = Arrays.copyOf(links, Math.max(to.index + 1, links.length * 2));
        }
        links[to.index] = link;
    }

    /** A process that was paused handles the first piece of its mail. */
    private static final class Reading extends Event {
        private final SimulatedHost host;
        private final int life;

        Reading(SimulatedHost host) {
            this.host = host;
            this.life = host.life;
        }

        @Override
        void run() {
            if (life != host.life || host.paused || host.mail.isEmpty()) {
                return;
            }
            host.attentive = true;
            host.mail.poll().run();
            host.readOn();
        }

        @Override
        long identity() {
            return ~host.identity;
        }
    }
}
