package dev.hearsay.storage.rocks;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.Env;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.RateLimiter;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * One database, with a column family for each space. A put is in the write-ahead log when the turn ends, which a killed process survives;
 * a sync, which a power cut does not undo, is asked of the disk by another thread, once for all who wait.
 */
final class RocksEngine implements StorageEngine {
    private static final double MEMTABLE_FILTER = 0.05;
    /** More files are found through their filters; fewer rewrite the data more often. */
    private static final int FILES_BEFORE_COMPACTION = 8;

    private final RocksSettings settings;
    private final Versioning versioning;
    private final Map<String, RocksSpace> spaces = new TreeMap<>();
    private final Map<String, ColumnFamilyHandle> families = new TreeMap<>();
    private final CommonSync common = new CommonSync();
    private final WriteOptions write = new WriteOptions();
    private final BloomFilter filter = new BloomFilter();
    private LRUCache cache;
    private RateLimiter background;
    private ColumnFamilyOptions familyOptions;
    private DBOptions options;
    private RocksDB database;
    private BlockDamage damage;
    private Turn turn;
    private RocksShelf shelf;
    private DiskThread disk;
    private GroupSync syncs;
    private DiskParts parts;

    static {
        RocksDB.loadLibrary();
        // Compactions can wait; whoever waits for the lane cannot.
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
    }

    RocksEngine(RocksSettings settings, Versioning versioning) {
        this.settings = settings;
        this.versioning = versioning;
    }

    @Override
    public void open(StorageHost host) {
        damage = new BlockDamage(host.folder());
        cache = new LRUCache(settings.blockCache().bytes());
        background = new RateLimiter(settings.backgroundRate().bytes());
        String folder = host.folder().toString();
        try {
            opened(host, openOrDoWithout(folder));
        } catch (RocksDBException | StorageException e) {
            close();
            throw new ConfigurationException(
                    "the data in " + folder + " cannot be opened: " + e.getMessage()
                            + "; nobody else may have it open, and it must be readable and writable",
                    e);
        }
    }

    /** A file that is damaged as a whole does not keep the others from being read. */
    private List<ColumnFamilyHandle> openOrDoWithout(String folder) throws RocksDBException {
        try {
            return open(folder);
        } catch (RocksDBException e) {
            if (damage.isKnown() || !RocksSpace.isDamage(e)) {
                throw e;
            }
            damage.found();
            familyOptions.close();
            options.close();
            return open(folder);
        }
    }

    private List<ColumnFamilyHandle> open(String folder) throws RocksDBException {
        familyOptions = families();
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setRateLimiter(background)
                .setParanoidChecks(!damage.isKnown());
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        List<byte[]> names;
        try (Options any = new Options()) {
            names = new ArrayList<>(RocksDB.listColumnFamilies(any, folder));
        }
        if (names.isEmpty()) {
            names.add(RocksDB.DEFAULT_COLUMN_FAMILY);
        }
        names.forEach(name -> families.add(new ColumnFamilyDescriptor(name, familyOptions)));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        database = RocksDB.open(options, folder, families, handles);
        return handles;
    }

    private void opened(StorageHost host, List<ColumnFamilyHandle> handles) throws RocksDBException {
        DiskHealth health = new DiskHealth(host);
        turn = new Turn(database, write, host, health, damage);
        disk = new DiskThread();
        syncs = new GroupSync(disk, host, health, new LogSync(database, turn, health));
        shelf = new RocksShelf(database, handles, write, health);
        Quarantine quarantine = new Quarantine(shelf, settings.quarantine().bytes(), shelf.bytes());
        parts = new DiskParts(
                versioning,
                health,
                quarantine,
                new CellRing(settings.cellCache().bytes(), versioning));
        for (ColumnFamilyHandle handle : handles) {
            String name = new String(handle.getName(), StandardCharsets.UTF_8);
            if (!name.equals(Quarantine.NAME)) {
                family(name, handle);
            }
        }
    }

    /** The puts of the turn go to the log, and then the log to the disk. */
    private record LogSync(RocksDB database, Turn turn, DiskHealth health) implements GroupSync.Force {
        @Override
        public void prepare() {
            turn.commit();
        }

        @Override
        public void force() {
            try {
                database.syncWal();
            } catch (RocksDBException e) {
                throw health.failed("sync", e);
            }
        }
    }

    /** For keys that are asked for one by one: hashes and filters before searches. */
    private ColumnFamilyOptions families() {
        return new ColumnFamilyOptions()
                .setDisableAutoCompactions(damage.isKnown())
                .setWriteBufferSize(settings.writeBuffer().bytes())
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER)
                .setMemtableWholeKeyFiltering(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setLevel0FileNumCompactionTrigger(FILES_BEFORE_COMPACTION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true));
    }

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, unused -> space(name, parts, turn));
    }

    private RocksSpace space(String name, DiskParts own, Turn ownTurn) {
        ColumnFamilyHandle known = families.get(name);
        ColumnFamilyHandle handle = known == null ? family(name, make(name)) : known;
        return new RocksSpace(name, own, database, handle, ownTurn, damage);
    }

    private ColumnFamilyHandle make(String name) {
        try {
            var descriptor = new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), familyOptions);
            return database.createColumnFamily(descriptor);
        } catch (RocksDBException e) {
            throw parts.health().failed("make the space " + name, e);
        }
    }

    private ColumnFamilyHandle family(String name, ColumnFamilyHandle handle) {
        damage.watch(database, handle);
        families.put(name, handle);
        return handle;
    }

    @Override
    public StorageEngine lane(Arc arc, StorageHost host) {
        DiskHealth health = parts.health();
        Turn own = new Turn(database, write, host, health, damage);
        CellRing recent = new CellRing(settings.cellCache().bytes() / arc.of(), versioning);
        GroupSync ownSyncs = new GroupSync(disk, host, health, common.of(new LogSync(database, own, health)));
        return new DiskLane(parts.lane(arc, recent), new DiskLane.Share() {
            @Override
            public DiskSpace open(String name, DiskParts of) {
                return space(name, of, own);
            }

            @Override
            public void persist(Runnable persisted) {
                own.persist(persisted);
            }

            @Override
            public void sync(Runnable durable) {
                ownSyncs.ask(durable);
            }

            @Override
            public void close() {
                own.close();
            }
        });
    }

    @Override
    public void persist(Runnable persisted) {
        turn.persist(persisted);
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

    /** Waits for a sync that is under way. */
    @Override
    public void close() {
        if (syncs != null) {
            turn.close();
            if (!disk.close()) {
                // Closing it under a sync would end the process at once, in native code.
                return;
            }
        }
        spaces.values().forEach(RocksSpace::close);
        spaces.clear();
        families.values().forEach(ColumnFamilyHandle::close);
        families.clear();
        if (shelf != null) {
            shelf.close();
        }
        if (database != null) {
            database.close();
        }
        if (options != null) {
            options.close();
            familyOptions.close();
            cache.close();
            background.close();
        }
        filter.close();
        write.close();
    }
}
