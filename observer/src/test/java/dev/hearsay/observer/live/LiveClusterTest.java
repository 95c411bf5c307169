package dev.hearsay.observer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LiveClusterTest {
    private static final Key CART = Key.of("cart");

    private static Reading done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).reading();
    }

    @Test
    void whatIsPutIsGotAndWhatIsDeletedIsGone() {
        try (LiveCluster cluster = LiveCluster.start(3)) {
            LiveClient client = cluster.client();
            assertThat(done(client.get(CART)).values()).isEmpty();
            Context first =
                    done(client.put(CART, Value.of("milk"), Context.NONE)).context();
            assertThat(done(client.get(CART)).values()).containsExactly(Value.of("milk"));
            done(client.put(CART, Value.of("milk, bread"), first));
            Reading second = done(client.get(CART));
            assertThat(second.values()).containsExactly(Value.of("milk, bread"));
            done(client.delete(CART, second.context()));
            assertThat(done(client.get(CART)).values()).isEmpty();
        }
    }

    @Test
    void writesThatDoNotKnowOfEachOtherAreBothKept() {
        try (LiveCluster cluster = LiveCluster.start(3)) {
            LiveClient one = cluster.client();
            LiveClient other = cluster.client();
            done(one.put(CART, Value.of("milk"), Context.NONE));
            done(other.put(CART, Value.of("bread"), Context.NONE));
            Reading both = done(one.get(CART));
            assertThat(both.values()).containsExactlyInAnyOrder(Value.of("milk"), Value.of("bread"));
            done(one.put(CART, Value.of("milk and bread"), both.context()));
            assertThat(done(other.get(CART)).values()).containsExactly(Value.of("milk and bread"));
        }
    }

    @Test
    void itStaysWritableWhileANodeIsDownAndTheNodeFindsItsDataWhenItComesBack() {
        try (LiveCluster cluster = LiveCluster.start(4)) {
            LiveClient client = cluster.client();
            // Of so many keys some belong to any two nodes, and some are asked of a node that has to hand them over.
            for (int i = 0; i < 200; i++) {
                if (i == 50) {
                    cluster.stopNode(1);
                }
                if (i == 150) {
                    cluster.startNode(1);
                }
                done(client.put(Key.of("cart " + i), Value.of("item " + i), Context.NONE));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(done(client.get(Key.of("cart " + i))).values()).containsExactly(Value.of("item " + i));
            }
        }
    }

    @Test
    void manyAtOnceAndSeveralKeys() {
        try (LiveCluster cluster = LiveCluster.start(3)) {
            LiveClient client = cluster.client();
            List<Key> keys = List.of(Key.of("a"), Key.of("b"), Key.of("c"));
            List<CompletableFuture<Outcome>> puts = keys.stream()
                    .map(key -> client.async(asked ->
                            told -> asked.put(key, Value.of("x"), Context.NONE, RequestOptions.DEFAULTS, told)))
                    .toList();
            puts.forEach(put -> done(put.join()));
            assertThat(client.getMany(keys).values())
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(done(outcome).values()).containsExactly(Value.of("x")));
        }
    }

    @Test
    void nothingRunsAfterTheEndAndAClosedClientSaysSo() {
        LiveClient client;
        try (LiveCluster cluster = LiveCluster.start(1)) {
            client = cluster.client();
            done(client.put(CART, Value.of("milk"), Context.NONE));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("hearsay-"));
        assertThatThrownBy(() -> client.get(CART)).hasMessageContaining("the client is closed");
    }

    @Test
    void settingsAreCheckedBeforeAnythingStarts() {
        assertThatThrownBy(() -> LiveCluster.start(3, ConfigFactory.parseString("hearsay.quorum.r = 4")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("r must be between 1 and n = 3, not 4");
    }
}
