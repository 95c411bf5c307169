package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.node.Overload;
import dev.hearsay.testkit.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged, how often, and what never is. */
class NodeLogTest {
    private static final MemberId SELF = new MemberId("one", 1);
    private static final MemberId PEER = new MemberId("two", 1);

    private static final ClientRequest ANY =
            new ClientRequest(1, Key.of("cart"), null, Context.NONE, RequestOptions.DEFAULTS, false);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        logger("hearsay").setLevel(Level.TRACE);
        logger("dev.hearsay").setLevel(Level.TRACE);
    }

    @AfterEach
    void asItWas() {
        root.detachAppender(appender);
        logger("hearsay").setLevel(null);
        logger("dev.hearsay").setLevel(null);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @Test
    void neitherAKeyNorAValueIsEverInIt() {
        String alone = "hearsay { node.listen = \"127.0.0.1:0\", quorum { n = 1, r = 1, w = 1 }"
                + ", limits { value = 1KiB, value-warn = 4B, siblings = 3, siblings-warn = 1 } }";
        Key key = Key.of("whose-key");
        Value value = Value.of("for nobody's eyes");
        try (NodeProcess node = NodeProcess.start(NodeProcessTest.config(alone));
                HearsayClient client = HearsayClient.connect("hearsay", List.of(node.address()))) {
            for (int i = 0; i < 4; i++) {
                client.put(key, value, Context.NONE);
            }
            client.put(key, value, Context.parse("AAAA"));
            client.put(key, Value.of("for nobody's eyes".repeat(100)), Context.NONE);
            assertThat(client.get(key)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(lines)
                .anyMatch(line -> line.startsWith("INFO started: hearsay " + Main.VERSION))
                .anyMatch(line -> line.startsWith("WARN 1 values larger than hearsay.limits.value-warn"))
                .anyMatch(line -> line.startsWith("WARN 1 writes left more siblings"))
                .anyMatch(line -> line.equals("INFO stopped"))
                .noneMatch(line -> line.contains("whose-key") || line.contains("nobody's eyes"));
    }

    @Test
    void whatComesInThousandsIsSaidOnceAMinuteWithItsNumber() {
        Timeline time = new Timeline(1);
        NodeLog log = new NodeLog(time);
        for (int i = 0; i < 1000; i++) {
            log.hintDropped(SELF, PEER, Key.of("cart"));
        }
        time.after(Duration.ofMinutes(1), () -> log.hintDropped(SELF, PEER, Key.of("cart")));
        assertThat(time.step()).isTrue();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("WARN 1 hints could not be kept, of late for two");
        assertThat(lines.get(1)).startsWith("WARN 1001 hints");
    }

    @Test
    void anOverloadBeginsAndEndsOnce() {
        Timeline time = new Timeline(1);
        NodeLog log = new NodeLog(time);
        for (int seconds = 1; seconds <= 30; seconds++) {
            time.after(Duration.ofSeconds(seconds), () -> log.overloaded(SELF, Overload.LATENESS));
            time.after(
                    Duration.ofSeconds(seconds),
                    () -> log.answered(SELF, ANY, new Outcome.Refused(Reason.OVERLOADED), 0));
        }
        while (time.nanoTime() < Duration.ofSeconds(30).toNanos()) {
            time.step();
        }
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARN overloaded: hearsay.coordinator.max-lateness is reached");
        while (time.step()) {
            assertThat(lines).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(lines.get(1)).startsWith("INFO not overloaded any more: 30 requests were refused in ");
    }

    @Test
    void theSameRefusalIsSaidOnceAndAFarewellIsNoAlarm() {
        NodeLog log = new NodeLog(new Timeline(1));
        for (int port = 1; port < 10; port++) {
            log.refused(new Address("peer", port), "one is of the cluster shop, and two of bank");
        }
        log.farewell(SELF, PEER);
        log.suspected(SELF, PEER, true, 0);
        log.suspected(SELF, PEER, false, 0);
        log.suspected(SELF, new MemberId("three", 1), true, 0);
        assertThat(lines)
                .containsExactly(
                        "WARN peer:1 and this node do not speak with each other: one is of the cluster shop, and two of bank",
                        "INFO two says that it stops; others stand in for it",
                        "INFO two answers again",
                        "WARN three does not answer; others stand in for it");
    }
}
