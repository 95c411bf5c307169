package dev.hearsay.storage.mv;

import dev.hearsay.api.Arc;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.storage.disk.CellRing;
import dev.hearsay.storage.disk.CommonSync;
import dev.hearsay.storage.disk.DiskHealth;
import dev.hearsay.storage.disk.DiskLane;
import dev.hearsay.storage.disk.DiskParts;
import dev.hearsay.storage.disk.DiskSpace;
import dev.hearsay.storage.disk.DiskThread;
import dev.hearsay.storage.disk.GroupSync;
import dev.hearsay.storage.disk.Quarantine;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * One file, with a B-tree for each space. There is no log: a put is in the heap until the next commit, and the end of the process in between
 * undoes it. So whoever is to be told that a put survives that waits for a commit, once for all who wait; a sync is a commit, forced to the
 * disk. What nobody waits for is committed soon.
 */
final class MvEngine implements StorageEngine {
    static final String FILE = "cells.mv";

    private final MvSettings settings;
    private final Versioning versioning;
    private final Map<String, MvSpace> spaces = new TreeMap<>();
    private final CommonSync commonCommits = new CommonSync();
    private final CommonSync commonSyncs = new CommonSync();
    private MVStore store;
    private DiskThread disk;
    private DiskParts parts;
    private Committer committer;
    private GroupSync commits;
    private GroupSync syncs;

    MvEngine(MvSettings settings, Versioning versioning) {
        this.settings = settings;
        this.versioning = versioning;
    }

    @Override
    public void open(StorageHost host) {
        Path file = host.folder().resolve(FILE);
        try {
            store = open(file, settings);
            MvShelf shelf = new MvShelf(map(store, Quarantine.NAME));
            DiskHealth health = new DiskHealth(host);
            Quarantine quarantine = new Quarantine(shelf, settings.quarantine().bytes(), shelf.bytes());
            parts = new DiskParts(
                    versioning,
                    health,
                    quarantine,
                    new CellRing(settings.cellCache().bytes(), versioning));
            disk = new DiskThread();
            committer = new Committer(store, disk, health, settings.commitDelay());
            commits = new GroupSync(disk, host, health, committer::commit);
            syncs = new GroupSync(disk, host, health, committer::force);
        } catch (RuntimeException e) {
            close();
            throw new ConfigurationException(
                    "the data in " + file + " cannot be opened: " + e.getMessage()
                            + "; nobody else may have it open, and it must be readable and writable",
                    e);
        }
    }

    /** Commits are the committer's business. */
    static MVStore open(Path file, MvSettings settings) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize((int) (settings.cache().bytes() / MvSettings.MIB))
                .autoCommitBufferSize((int) (settings.writeBuffer().bytes() >> 10))
                .autoCommitDisabled()
                .open();
    }

    static MVMap<byte[], byte[]> map(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>().keyType(new PageKeys()).valueType(new Bytes()));
    }

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, unused -> make(name, parts));
    }

    private MvSpace make(String name, DiskParts own) {
        MVMap<byte[], byte[]> map;
        try {
            map = map(store, name);
        } catch (RuntimeException e) {
            throw new StorageException("the space " + name + " cannot be opened: " + e.getMessage(), e);
        }
        return new MvSpace(map, committer::changed, own);
    }

    @Override
    public StorageEngine lane(Arc arc, StorageHost host) {
        CellRing recent = new CellRing(settings.cellCache().bytes() / arc.of(), versioning);
        GroupSync ownCommits = new GroupSync(disk, host, parts.health(), commonCommits.of(committer::commit));
        GroupSync ownSyncs = new GroupSync(disk, host, parts.health(), commonSyncs.of(committer::force));
        return new DiskLane(parts.lane(arc, recent), new DiskLane.Share() {
            @Override
            public DiskSpace open(String name, DiskParts of) {
                return make(name, of);
            }

            @Override
            public void persist(Runnable persisted) {
                ownCommits.ask(persisted);
            }

            @Override
            public void sync(Runnable durable) {
                ownSyncs.ask(durable);
            }
        });
    }

    @Override
    public void persist(Runnable persisted) {
        commits.ask(persisted);
    }

    @Override
    public void sync(Runnable durable) {
        syncs.ask(durable);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean takesWrites() {
        return !parts.health().hasFailed();
    }

    @Override
    public long quarantined() {
        return parts == null ? 0 : parts.quarantine().count();
    }

    /** Leaves the file as the end of the process would, after a last sync: what a clean end needs is what a crash needs. */
    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
        spaces.values().forEach(MvSpace::close);
        spaces.clear();
        if (store != null && !store.isClosed()) {
            forceIfOpened();
            store.closeImmediately();
        }
    }

    private void forceIfOpened() {
        if (committer != null) {
            try {
                committer.force();
            } catch (StorageException e) {
                // The host has been told.
            }
        }
    }
}
