package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodeListener;
import dev.hearsay.transport.tcp.TcpLane;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fault of the program on a lane is told to whoever waits for what the lane does. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodeLaneTest {
    private static final Address SELF = new Address("127.0.0.1", 7001);
    private static final Address OTHER = new Address("127.0.0.1", 7002);

    private final TcpLane thread = new TcpLane("tested");
    /** What the transport throws from now on. */
    private final AtomicReference<Error> fault = new AtomicReference<>();

    private final NodeLane lane = lane();

    @AfterEach
    void end() {
        thread.close();
    }

    private NodeLane lane() {
        NodeFactory factory = NodeFactory.of(NodeProcessTest.config("hearsay.storage.use = memory"));
        Joining joining = new Joining(SELF, List.of(), List.of(), new NodeLog(thread.environment()));
        NodeLane.Ports ports =
                new NodeLane.Ports(Arc.RING, thread, new Faulty(), factory.storage(), List.of(), joining);
        Member self = member(factory, "one", SELF);
        Topology known = new Topology(1, List.of(self, member(factory, "two", OTHER)));
        return new NodeLane(ports, null, factory.create(self, known, ports, new NodeListener() {}));
    }

    private static Member member(NodeFactory factory, String name, Address at) {
        return factory.member(
                new Topology(1, List.of()), new MemberId(name, 1), at, of -> new SplittableRandom(of.hashCode()));
    }

    private final class Faulty implements Transport {
        @Override
        public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
            check();
            return (to, message) -> {
                check();
                return true;
            };
        }

        private void check() {
            if (fault.get() != null) {
                throw fault.get();
            }
        }

        @Override
        public void start(Address self) {}

        @Override
        public void close() {
            check();
        }
    }

    @Test
    void aStartThatFailsIsNotWaitedForForEver() {
        fault.set(new NoClassDefFoundError("a jar is missing"));
        assertThatThrownBy(lane::start).hasRootCause(fault.get());
    }

    @Test
    void aFarewellThatFailsKeepsNobodyFromStopping() {
        lane.start();
        fault.set(new NoClassDefFoundError("a jar is missing"));
        lane.retire(Duration.ofSeconds(1));
        for (CompletableFuture<?> step : List.of(lane.drained(), lane.synced(), lane.stop())) {
            assertThat(step).failsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLaneThatHasEndedHasStopped() {
        lane.start();
        thread.close();
        lane.retire(Duration.ofSeconds(1));
        lane.drained().join();
        lane.synced().join();
        assertThat(lane.stop().join()).isZero();
        assertThat(OnLane.ask(thread, () -> "an answer", "none").join()).isEqualTo("none");
    }
}
