package dev.hearsay.observer.measure;

/** Messages and bytes per operation begun, by what caused them. */
final class Costs {
    private static final double NANOS_PER_SECOND = 1e9;

    private Costs() {}

    static void into(Measured out, CostCounters counters, long operations, double nodeNanos) {
        long messages = 0;
        long bytes = 0;
        long dropped = 0;
        for (Mechanism mechanism : Mechanism.ALL) {
            long ownMessages = 0;
            long ownBytes = 0;
            for (String channel : mechanism.channels()) {
                ownMessages += counters.messages(channel);
                ownBytes += counters.bytes(channel);
                dropped += counters.dropped(channel);
            }
            out.ratio(Catalogue.messages(mechanism), ownMessages, operations);
            out.ratio(Catalogue.bytes(mechanism), ownBytes, operations);
            if (mechanism == Mechanism.MEMBERSHIP) {
                double nodeSeconds = nodeNanos / NANOS_PER_SECOND;
                out.ratio(Catalogue.MEMBERSHIP_MESSAGES, ownMessages, nodeSeconds);
                out.ratio(Catalogue.MEMBERSHIP_BYTES, ownBytes, nodeSeconds);
            }
            messages += ownMessages;
            bytes += ownBytes;
        }
        out.ratio(Catalogue.MESSAGES, messages, operations);
        out.ratio(Catalogue.BYTES, bytes, operations);
        out.ratio(Catalogue.MESSAGES_DROPPED, dropped, messages);
    }
}
