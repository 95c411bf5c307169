package dev.hearsay.api.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * Every metric of a running node: the one place where their names stand. Whoever registers one takes the name, the meaning and the keys
 * of its tags from here.
 *
 * <p>The number of time series is bounded: a tag is a constant of the code, a channel, or the name of a member.
 */
public enum Metric {
    OPERATIONS(
            "operations",
            Kind.TIMER,
            "seconds",
            "gets, puts and deletes that this node coordinated, and how long they took",
            "kind",
            "outcome"),
    REFUSED(
            "operations.refused",
            Kind.COUNTER,
            "",
            "operations that were refused: nothing was promised and nothing will happen",
            "reason"),
    UNKNOWN(
            "operations.unknown",
            Kind.COUNTER,
            "",
            "operations of unknown outcome: some replicas may have stored it",
            "reason"),
    IN_FLIGHT("operations.in.flight", Kind.GAUGE, "", "operations that are not answered yet"),
    FORWARDED("operations.forwarded", Kind.GAUGE, "", "requests that were sent on to an owner and have no answer yet"),
    MINTED("writes.minted", Kind.GAUGE, "", "writes that were named here and are not yet stored here"),
    KEYS(
            "keys",
            Kind.GAUGE,
            "",
            "keys that this node keeps as an owner, deleted ones included while their tombstones stay"),
    WARNED(
            "writes.warned",
            Kind.COUNTER,
            "",
            "writes that were taken and are larger, or left more siblings, than hearsay.limits warns of",
            "about"),
    SYNC("storage.sync", Kind.TIMER, "seconds", "how long an acknowledgement waited for the disk"),
    QUARANTINED("storage.quarantined", Kind.COUNTER, "", "damaged records that were set aside since the node started"),
    HINTS("hints", Kind.GAUGE, "", "hints that wait for their owners"),
    HINT_BYTES("hints.bytes", Kind.GAUGE, "bytes", "bytes of those hints; the limit is hearsay.hints.limit"),
    HINT_AGE("hints.oldest", Kind.GAUGE, "seconds", "age of the oldest of those hints; 0 if there is none"),
    HINTS_KEPT("hints.kept", Kind.COUNTER, "", "hints that were taken for an owner that did not answer"),
    HINTS_DELIVERED(
            "hints.delivered",
            Kind.COUNTER,
            "",
            "hints that their owner, or another one after hints.ttl, has on its disk now"),
    HINTS_DROPPED(
            "hints.dropped",
            Kind.COUNTER,
            "",
            "hints that were not taken because the limit is reached, or whose record was damaged: left to anti-entropy"),
    REPLICA_LAG(
            "replica.lag",
            Kind.GAUGE,
            "seconds",
            "how far an owner is behind, as far as this node knows: age of the oldest write that waits here for it",
            "peer"),
    READ_REPAIRS("read.repairs", Kind.COUNTER, "", "cells that a read found missing at a replica and sent to it"),
    COMPARISONS(
            "anti.entropy.comparisons",
            Kind.COUNTER,
            "",
            "comparisons of a partition with another owner that ended",
            "outcome"),
    REPAIRED_CELLS("anti.entropy.cells", Kind.COUNTER, "", "cells that anti-entropy sent to other owners"),
    PASS_AGE(
            "anti.entropy.pass.oldest",
            Kind.GAUGE,
            "seconds",
            "how long ago the pair of an owned partition and another owner that waits longest was compared to the end; NaN while some never was, or there is none"),
    PAIRS(
            "anti.entropy.pairs",
            Kind.GAUGE,
            "",
            "pairs of an owned partition that holds something and another owner of it, by the age of their last comparison in intervals of anti-entropy",
            "age"),
    SUSPICION(
            "peer.suspicion",
            Kind.GAUGE,
            "",
            "what the failure detector says of a peer: 0 just after hearing of it, infinite for certainty",
            "peer"),
    PEERS("peers", Kind.GAUGE, "", "members that this node knows besides itself", "state"),
    TOPOLOGY(
            "topology.version",
            Kind.GAUGE,
            "",
            "version of who owns what; where it stays behind the others', a node has not heard"),
    SENT("transport.sent", Kind.COUNTER, "", "messages handed to connections", "channel"),
    SENT_BYTES("transport.sent.bytes", Kind.COUNTER, "bytes", "bytes of those, frames included", "channel"),
    RECEIVED("transport.received", Kind.COUNTER, "", "messages that came from others", "channel"),
    RECEIVED_BYTES("transport.received.bytes", Kind.COUNTER, "bytes", "bytes of those, frames included", "channel"),
    NOT_TAKEN(
            "transport.not.taken",
            Kind.COUNTER,
            "",
            "messages that could not be sent: too much waits for the peer, it cannot be reached, or the message is too large",
            "channel"),
    OUTBOUND(
            "transport.outbound", Kind.GAUGE, "bytes", "bytes that wait for peers to read, or for connections to open"),
    CONNECTIONS("transport.connections", Kind.GAUGE, "", "connections that are open, whoever opened them"),
    HTTP_REQUESTS(
            "http.requests",
            Kind.TIMER,
            "seconds",
            "HTTP requests and how long they took, by route, method and status",
            "route",
            "method",
            "status"),
    HTTP_IN_FLIGHT("http.in.flight", Kind.GAUGE, "", "HTTP requests that have no answer yet");

    /** How it is read. */
    public enum Kind {
        /** Only rises, until the process ends. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** A count, a sum and a histogram of times. */
        TIMER
    }

    private final String metricName;
    private final Kind kind;
    private final String unit;
    private final String meaning;
    private final List<String> tagKeys;

    Metric(String shortName, Kind kind, String unit, String meaning, String... tagKeys) {
        this.metricName = "hearsay." + shortName;
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
        this.tagKeys = List.of(tagKeys);
    }

    /** As Micrometer knows it. */
    public String metricName() {
        return metricName;
    }

    public Kind kind() {
        return kind;
    }

    /** {@code seconds}, {@code bytes}, or empty for a number of things. */
    public String unit() {
        return unit;
    }

    /** One line of prose. */
    public String meaning() {
        return meaning;
    }

    public List<String> tagKeys() {
        return tagKeys;
    }

    /** @param values one for each key, in order */
    public Tags tags(String... values) {
        if (values.length != tagKeys.size()) {
            throw new IllegalArgumentException(metricName + " has the tags " + tagKeys);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(Tag.of(tagKeys.get(i), values[i]));
        }
        return tags;
    }
}
