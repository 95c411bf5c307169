package dev.hearsay.observer.run;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.client.Client;
import dev.hearsay.client.ClientOptions;
import dev.hearsay.client.Router;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.condition.Faults;
import dev.hearsay.observer.measure.CostCounters;
import dev.hearsay.observer.measure.MeasureOptions;
import dev.hearsay.observer.measure.Measurement;
import dev.hearsay.observer.measure.OperationLog;
import dev.hearsay.observer.suite.ClusterSettings;
import dev.hearsay.observer.suite.Design;
import dev.hearsay.observer.suite.PlannedRun;
import dev.hearsay.observer.suite.Suite;
import dev.hearsay.observer.suite.Trial;
import dev.hearsay.observer.workload.KeySpace;
import dev.hearsay.observer.workload.Workload;
import dev.hearsay.transport.inmem.sim.Simulation;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One run, in virtual time: nodes start, clients begin, faults happen, the load ends, everything heals, the replicas settle. A
 * function of the trial and the seed.
 */
final class Experiment implements AutoCloseable {
    /** How much virtual time passes between two looks at whether the run is still wanted. */
    private static final long SLICE_NANOS = 1_000_000_000L;

    private final Suite suite;
    private final PlannedRun run;
    private final Trial trial;
    private final NodeFactory factory;
    private final BooleanSupplier unwanted;
    private final Simulation simulation;
    private final Cluster cluster;
    private final Measurement measurement;
    private final Faults faults;
    private final ClientPool clients;
    private final Recorder recorder;

    /**
     * @param recording where its operations go
     * @param unwanted whether the run has been given up
     */
    Experiment(Suite suite, PlannedRun run, NodeFactory factory, Recording recording, BooleanSupplier unwanted) {
        this.suite = suite;
        this.run = run;
        this.trial = run.trial();
        this.factory = factory;
        this.unwanted = unwanted;
        ClusterSettings settings = trial.design().cluster();
        Workload workload = trial.workload();
        this.simulation =
                new Simulation(run.seed(), Networks.of(trial.condition().settings(), settings.nodes()));
        this.cluster = new Cluster(simulation, factory, settings.nodes());
        this.measurement = new Measurement(options(settings), factory.versioning(), keys(workload.keys()));
        measurement.watch(cluster);
        this.faults = new Faults(
                trial.condition().settings(),
                cluster,
                workload.settings().duration().toNanos(),
                workload.clients(),
                purpose -> cluster.stream("faults", purpose));
        Balancer balancer = new Balancer(cluster, settings.route(), run.seed());
        OutputStream operations = recording.begin(run.index());
        this.recorder = operations == null ? null : recorder(balancer, operations, workload);
        this.clients = new ClientPool(
                cluster,
                clients(settings, workload.clients(), recorder == null ? balancer : recorder),
                workload,
                measurement,
                faults,
                recorder == null ? OperationListener.NONE : recorder);
    }

    private Recorder recorder(Router router, OutputStream operations, Workload workload) {
        return new Recorder(router, OperationLog.to(operations, run.index(), keys(workload.keys())));
    }

    private MeasureOptions options(ClusterSettings settings) {
        MeasureOptions options = MeasureOptions.standard(
                        settings.nodes(), settings.clientTimeout().toNanos())
                .withWarmup(suite.measure().warmUp().toNanos());
        return suite.measure().windows() ? options.withWindows() : options;
    }

    private static List<Key> keys(KeySpace space) {
        List<Key> keys = new ArrayList<>(space.size());
        for (int i = 0; i < space.size(); i++) {
            keys.add(space.key(i));
        }
        return keys;
    }

    private Client[] clients(ClusterSettings settings, int count, Router router) {
        Client[] made = new Client[count];
        for (int i = 0; i < count; i++) {
            Address address = new Address(Cluster.CLIENT + i, 0);
            var host = simulation.host(address);
            made[i] = new Client(
                    host.environment("client"),
                    host.transport(),
                    address,
                    router,
                    new ClientOptions(
                            ClientOptions.idsOf(i),
                            settings.clientTimeout(),
                            settings.balancerHop(),
                            Integer.MAX_VALUE));
        }
        return made;
    }

    /** Null if the run was given up. */
    RunResult run() {
        cluster.start(
                clients.listener(),
                measurement.outages(),
                trial.condition().settings().cutsPower());
        faults.start();
        clients.start();
        if (!goOn(() -> !clients.hasEnded(), Long.MAX_VALUE)) {
            return null;
        }
        faults.end();
        long loadNanos = simulation.nanoTime();
        CostCounters costs = Networks.counted(simulation.network());
        if (!suite.settle().isZero() && !settle()) {
            return null;
        }
        return new RunResult(
                run.index(),
                trial.cell(),
                run.seed(),
                facts(),
                measurement.finish(costs, loadNanos),
                String.format("%016x", simulation.traceDigest()),
                simulation.events());
    }

    /** Runs until the condition turns false or the time is reached. False if the run was given up. */
    private boolean goOn(BooleanSupplier condition, long untilNanos) {
        while (simulation.nanoTime() < untilNanos && condition.getAsBoolean()) {
            if (unwanted.getAsBoolean()) {
                return false;
            }
            long slice = Math.min(untilNanos, simulation.nanoTime() + SLICE_NANOS);
            if (!simulation.runWhile(condition, slice)) {
                simulation.runUntil(slice);
            }
        }
        return true;
    }

    /** Waits until the replicas of every key are equal, or as long as the suite says. False if the run was given up. */
    private boolean settle() {
        measurement.calm(simulation.nanoTime());
        measurement.sampleDivergence(cluster);
        long horizon = simulation.nanoTime() + suite.settle().toNanos();
        long step = suite.measure().sampleEvery().toNanos();
        while (!atRest() && simulation.nanoTime() < horizon) {
            if (!goOn(() -> true, Math.min(horizon, simulation.nanoTime() + step))) {
                return false;
            }
        }
        measurement.atRest(cluster);
        return true;
    }

    /** Equal replicas may still all lack what a stand-in keeps for them. */
    private boolean atRest() {
        boolean equal = measurement.settled(cluster, simulation.nanoTime());
        return equal && (!factory.settings().hints().deliver() || cluster.hintsWaiting() == 0);
    }

    /** What is recorded is complete then. */
    @Override
    public void close() {
        if (recorder != null) {
            recorder.close();
        }
    }

    private Map<String, String> facts() {
        Design design = trial.design();
        var quorum = factory.settings().quorum();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("nodes", String.valueOf(design.cluster().nodes()));
        facts.put("n", String.valueOf(quorum.n()));
        facts.put("r", String.valueOf(quorum.r()));
        facts.put("w", String.valueOf(quorum.w()));
        facts.putAll(trial.facts());
        return facts;
    }
}
