package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.DiskOptions;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Short lives of a small cluster to which anything may happen. When the faults are over and anti-entropy has gone round, all owners
 * of a key agree, no acknowledged write is lost, and nothing that was replaced is back.
 */
class RandomHistoryTest {
    private static final String CONFIG = "hearsay {"
            + " membership { use = gossip, gossip { interval = 200ms, fanout = 2 } }\n"
            + " partitioner.token-ring.tokens = 4\n"
            + " detector { use = timeout, timeout.timeout = 1s, judge-every = 100ms }\n"
            + " anti-entropy { use = merkle, interval = 5s }\n";
    private static final int NODES = 5;
    private static final int SESSIONS = 3;
    private static final int STEPS = 60;
    private static final int SEEDS = 50;
    private static final List<String> KEYS = List.of("bread", "milk");

    /** What one client has seen of one key: the values that its context covers. */
    private static final class Memory {
        Context context = Context.NONE;
        List<String> seen = List.of();
    }

    private final class Life {
        final SplittableRandom random;
        final SimulatedCluster cluster;
        final TreeMap<String, WriteHistory> histories = new TreeMap<>();
        final List<TreeMap<String, Memory>> sessions = new ArrayList<>();
        final TreeSet<String> down = new TreeSet<>();
        final boolean powerFails;
        int writes;

        Life(long seed, String config) {
            random = new SplittableRandom(seed);
            cluster = new SimulatedCluster(NODES, CONFIG + config + " }", network(0));
            KEYS.forEach(key -> histories.put(key, new WriteHistory()));
            powerFails = config.contains("disk");
            if (powerFails) {
                cluster.nodes
                        .keySet()
                        .forEach(name -> cluster.host(name)
                                .diskOptions(new DiskOptions(Delay.parse("exponential(50ms)"), 1, true)));
            }
            for (int i = 0; i < SESSIONS; i++) {
                TreeMap<String, Memory> session = new TreeMap<>();
                KEYS.forEach(key -> session.put(key, new Memory()));
                sessions.add(session);
            }
        }

        private NetworkOptions network(double drop) {
            return new NetworkOptions(
                    new LinkOptions(Delay.parse("1ms + exponential(5ms)"), drop, drop / 2, drop, false, 0),
                    List.of(),
                    true,
                    true);
        }

        private String anyone() {
            return "node-" + random.nextInt(NODES);
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                int chance = random.nextInt(10);
                if (chance < 7) {
                    operate();
                } else {
                    fault(random.nextInt(6));
                }
                cluster.pass(Duration.ofMillis(random.nextInt(300)));
            }
            calm();
        }

        private void operate() {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            Memory memory = sessions.get(random.nextInt(SESSIONS)).get(key);
            cluster.ask(anyone());
            int what = random.nextInt(10);
            if (what < 4) {
                if (cluster.get(key) instanceof Outcome.Done done) {
                    remember(memory, done, null);
                }
                return;
            }
            boolean delete = what == 9;
            String name = "v" + writes++;
            List<String> seen = memory.seen;
            Outcome outcome = delete ? cluster.delete(key, memory.context) : cluster.put(key, name, memory.context);
            if (!(outcome instanceof Outcome.Refused)) {
                histories.get(key).write(name, seen, delete, outcome instanceof Outcome.Done);
            }
            if (outcome instanceof Outcome.Done done) {
                remember(memory, done, delete ? null : name);
            }
        }

        private void remember(Memory memory, Outcome.Done done, String written) {
            List<String> seen = new ArrayList<>(
                    done.reading().values().stream().map(Value::toString).toList());
            if (written != null && !seen.contains(written)) {
                seen.add(written);
            }
            memory.context = done.reading().context();
            memory.seen = memory.context.equals(Context.NONE) ? List.of() : seen;
        }

        private void fault(int kind) {
            String node = anyone();
            if (kind == 0) {
                cluster.host(node).pause();
            } else if (kind == 1) {
                cluster.host(node).resume();
            } else if (kind == 2 && down.size() < 2 && down.add(node)) {
                if (powerFails) {
                    cluster.host(node).crashUnsynced();
                } else {
                    cluster.host(node).crash();
                }
            } else if (kind == 3) {
                restart();
            } else if (kind == 4) {
                cluster.simulation
                        .network()
                        .cut(
                                cluster.host(node).address(),
                                cluster.host(anyone()).address());
            } else if (kind == 5) {
                cluster.simulation.network().heal();
                cluster.simulation.network().change(network(random.nextInt(3) * 0.1));
            }
        }

        private void restart() {
            down.forEach(cluster::restart);
            down.clear();
        }

        private void calm() {
            restart();
            cluster.nodes.keySet().forEach(name -> cluster.host(name).resume());
            cluster.simulation.network().heal();
            cluster.simulation.network().change(network(0));
            cluster.pass(Duration.ofSeconds(60));
        }

        List<String> complaints() {
            List<String> complaints = new ArrayList<>();
            for (String key : KEYS) {
                List<String> owners = cluster.preferenceList(key).subList(0, 3);
                List<String> left = cluster.held(owners.get(0), key);
                for (String owner : owners) {
                    if (!cluster.node(owner)
                            .peek(Key.of(key))
                            .equals(cluster.node(owners.get(0)).peek(Key.of(key)))) {
                        complaints.add(owner + " keeps " + cluster.held(owner, key) + " of " + key + ", and "
                                + owners.get(0) + " " + left);
                    }
                }
                complaints.addAll(histories.get(key).complaints(left));
            }
            return complaints;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "coordinator.who = any",
                "quorum { read-repair = blocking, r = 1, w = 1 }",
                "quorum.use = strict, anti-entropy.use = full-exchange",
                "hints.limit = 200B",
                "quorum.durability = disk"
            })
    void nothingAcknowledgedIsLostAndNothingReplacedComesBack(String config) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Life life = new Life(seed, config);
            life.live();
            assertThat(life.complaints()).as("seed %d of %s", seed, config).isEmpty();
        }
    }

    @Test
    void whatIsWrongWouldBeFound() {
        WriteHistory history = new WriteHistory();
        history.write("a", List.of(), false, true);
        history.write("b", List.of("a"), false, false);
        history.write("c", List.of("b"), false, true);
        history.write("d", List.of(), false, true);
        history.write("remove", List.of("d"), true, true);
        assertThat(history.complaints(List.of("c"))).isEmpty();
        assertThat(history.complaints(List.of()))
                .containsExactly("the acknowledged put of a is lost", "the acknowledged put of c is lost");
        assertThat(history.complaints(List.of("c", "d")))
                .containsExactly("d is back, though an acknowledged write replaced it");
        assertThat(history.complaints(List.of("c", "e"))).containsExactly("nobody ever wrote e");
        assertThat(history.complaints(List.of("a", "c"))).isEmpty();
    }
}
