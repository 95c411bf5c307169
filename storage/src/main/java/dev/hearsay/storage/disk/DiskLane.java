package dev.hearsay.storage.disk;

import dev.hearsay.api.Arc;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one lane of several has of an engine on disk: spaces, recent cells, turns and syncs of its own, on one database. */
public final class DiskLane implements StorageEngine {
    private final DiskParts parts;
    private final Share share;
    private final Map<String, CellSpace> spaces = new TreeMap<>();
    private final Map<String, DiskSpace> commons = new TreeMap<>();
    private final List<DiskSpace> opened = new ArrayList<>();

    /** What an engine has to bring. */
    public interface Share {
        /** A space for this lane alone, though others have one on the same records. */
        DiskSpace open(String name, DiskParts parts);

        void persist(Runnable persisted);

        void sync(Runnable durable);

        /** Writes what waits to be written. */
        default void close() {}
    }

    /** @param parts with the arc of the lane */
    public DiskLane(DiskParts parts, Share share) {
        this.parts = parts;
        this.share = share;
    }

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, unused -> new ArcSpace(open(name, parts), parts.arc()));
    }

    @Override
    public CellSpace common(String name) {
        return commons.computeIfAbsent(name, unused -> open(name, parts.of(Arc.RING)));
    }

    private DiskSpace open(String name, DiskParts own) {
        DiskSpace space = share.open(name, own);
        opened.add(space);
        return space;
    }

    @Override
    public void persist(Runnable persisted) {
        share.persist(persisted);
    }

    @Override
    public void sync(Runnable durable) {
        share.sync(durable);
    }

    @Override
    public boolean takesWrites() {
        return !parts.health().hasFailed();
    }

    @Override
    public boolean durable() {
        return true;
    }

    /** Of all lanes. */
    @Override
    public long quarantined() {
        return parts.quarantine().count();
    }

    @Override
    public void close() {
        share.close();
        opened.forEach(DiskSpace::close);
    }
}
