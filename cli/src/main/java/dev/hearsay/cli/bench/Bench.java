package dev.hearsay.cli.bench;

import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.observer.history.HistoryWriter;
import dev.hearsay.observer.workload.Workload;
import dev.hearsay.observer.workload.WorkloadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A load on one cluster: a core workload of YCSB, or a workload of a suite. */
public final class Bench implements AutoCloseable {
    private static final int LOADING = 256;

    private final Store store;
    private final HdrFile hdr;
    private final Showing showing;
    private final SplittableRandom seeds;
    private volatile Loop loop;
    private volatile boolean stopped;

    /**
     * What is kept of every operation.
     *
     * @param history null if none is
     * @param tag of the history
     * @param hdr where histograms go; null if nowhere
     */
    public record Keeping(HistoryWriter history, int tag, HdrFile hdr) {
        /** @param histogramLog null if there is to be none */
        public static Keeping of(HistoryWriter history, int tag, Path histogramLog) {
            return new Keeping(history, tag, histogramLog == null ? null : HdrFile.create(histogramLog));
        }
    }

    /** @param largest bytes of a value */
    public Bench(
            HearsayClient cluster, RequestOptions options, int largest, long seed, Keeping keeping, Showing showing) {
        this.seeds = new SplittableRandom(seed);
        this.hdr = keeping.hdr();
        this.showing = showing;
        this.store = new Store(
                cluster,
                options,
                new Values(keeping.tag(), Math.max(Values.LEAST, largest), seeds.split()),
                new Room(),
                keeping.history() == null ? null : new HistoryRecorder(keeping.history(), this::stop));
    }

    /** Records that were written in the beginning, with a load on them that goes on. */
    public final class Core {
        private final BenchSettings settings;
        private final Records records;

        Core(BenchSettings settings) {
            this.settings = settings;
            this.records = new Records(settings.keys());
        }

        /** Writes every record once, or twice if there was something before, so that each has one value. */
        public Measured load() throws InterruptedException {
            AtomicInteger next = new AtomicInteger();
            Meter meter = new Meter(System.nanoTime(), Long.MAX_VALUE);
            Plan plan = (client, flight) -> {
                int record = next.getAndIncrement();
                if (record >= settings.keys()) {
                    return false;
                }
                flight.set(Act.LOAD, record, 1);
                return true;
            };
            Loop closed = new ClosedLoop(LOADING, plan, this::flight, meter::add);
            Watch watch = new Watch(meter, null, () -> Math.min(1, next.get() / (double) settings.keys()));
            double seconds = run(closed, watch, "writing the records");
            return new Measured("load", seconds, meter, null, store.room().forgotten());
        }

        private Flight flight(Consumer<Flight> ended) {
            return new Flight(store, records, settings.valueBytes(), ended);
        }

        /** Runs the workload, and counts what comes after the warm-up. */
        public Measured measure() throws InterruptedException {
            long begin = System.nanoTime();
            long counted = begin + settings.warmup().toNanos();
            long end = counted + settings.duration().toNanos();
            Meter meter = new Meter(counted, end);
            Watch watch = new Watch(meter, hdr, () -> (System.nanoTime() - begin) / (double) (end - begin));
            Zipf ranks = Draw.ranks(settings.workload(), settings.keys(), settings.skew());
            BenchSettings.Arrivals arrivals = settings.arrivals();
            if (arrivals == null) {
                run(new ClosedLoop(settings.clients(), until(end, ranks), this::flight, meter::add), watch, words());
                return new Measured(
                        words(),
                        counted(counted, end),
                        meter,
                        null,
                        store.room().forgotten());
            }
            Draw draw = draw(ranks);
            OpenLoop open = new OpenLoop(
                    new OpenLoop.Schedule(
                            arrivals.rate(),
                            arrivals.poisson(),
                            settings.clients(),
                            arrivals.inFlight(),
                            begin,
                            counted,
                            end,
                            seeds.split()),
                    (client, flight) -> {
                        draw.next(flight);
                        return true;
                    },
                    this::flight,
                    meter::add);
            run(open, watch, words());
            double seconds = counted(counted, end);
            Measured.Offered offered =
                    new Measured.Offered(open.offered() / seconds, open.wasFull(), open.neverBegun());
            return new Measured(words(), seconds, meter, offered, store.room().forgotten());
        }

        private Plan until(long end, Zipf ranks) {
            Draw[] draws = new Draw[settings.clients()];
            for (int i = 0; i < draws.length; i++) {
                draws[i] = draw(ranks);
            }
            return (client, flight) -> {
                if (System.nanoTime() - end >= 0) {
                    return false;
                }
                draws[client].next(flight);
                return true;
            };
        }

        private Draw draw(Zipf ranks) {
            return new Draw(settings.workload(), records, ranks, settings.scanLimit(), seeds.split());
        }

        private String words() {
            BenchSettings.Arrivals arrivals = settings.arrivals();
            String workload = "workload " + settings.workload().name().toLowerCase(Locale.ROOT);
            return arrivals == null
                    ? workload + ", closed loop, " + settings.clients() + " clients"
                    : workload + ", open loop, " + (arrivals.poisson() ? "at random" : "evenly");
        }
    }

    /** One of the core workloads. */
    public Core core(BenchSettings settings) {
        return new Core(settings);
    }

    /**
     * Runs a workload of a suite to its end.
     *
     * @param name of the workload
     * @param warmup what is not counted
     */
    public Measured measure(Workload workload, String name, Duration warmup, long seed) throws InterruptedException {
        long counted = System.nanoTime() + warmup.toNanos();
        Meter meter = new Meter(counted, Long.MAX_VALUE);
        SuiteLoad load = new SuiteLoad(workload, seed, ended -> new Flight(store, null, 0, ended), meter::add);
        long duration = workload.settings().duration().toNanos();
        Watch watch = new Watch(
                meter, hdr, () -> Math.min(1, (System.nanoTime() - counted + warmup.toNanos()) / (double) duration));
        String words = "workload " + name + " of the suite, "
                + workload.settings().mode().name().toLowerCase(Locale.ROOT);
        run(load, watch, words);
        boolean open = workload.settings().mode() == WorkloadSettings.Mode.OPEN;
        Measured.Offered offered =
                open ? new Measured.Offered(workload.settings().rate(), load.wasFull(), 0) : null;
        return new Measured(
                words,
                counted(counted, Long.MAX_VALUE),
                meter,
                offered,
                store.room().forgotten());
    }

    /** @return seconds that it took */
    private double run(Loop running, Watch watch, String what) throws InterruptedException {
        loop = running;
        if (stopped) {
            running.stop();
        }
        long began = System.nanoTime();
        showing.began(what);
        try (watch) {
            watch.begin(what, showing);
            running.run();
        }
        showing.ended();
        if (store.recorder() != null) {
            store.recorder().check();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static double counted(long begin, long end) {
        long now = System.nanoTime();
        long last = end == Long.MAX_VALUE || now - end < 0 ? now : end;
        return Math.max(1, last - begin) / 1e9;
    }

    /** No operation is begun any more. From any thread. */
    public void stop() {
        stopped = true;
        Loop running = loop;
        if (running != null) {
            running.stop();
        }
    }

    /** Completes what is kept. */
    @Override
    public void close() {
        if (store.recorder() != null) {
            store.recorder().complete();
        }
        if (hdr != null) {
            hdr.close();
        }
    }
}
