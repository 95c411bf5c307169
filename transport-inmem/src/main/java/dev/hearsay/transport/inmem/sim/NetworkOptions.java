package dev.hearsay.transport.inmem.sim;

import java.util.List;

/**
 * The whole faulty network.
 *
 * @param usual every link that nothing else is said about
 * @param exceptions links with options of their own; the first that fits counts
 * @param loopback whether a message to oneself costs a hop like any other; otherwise it arrives at once and is never lost
 * @param encode whether messages are encoded and decoded on the way, which covers the codecs and costs time
 */
public record NetworkOptions(LinkOptions usual, List<Special> exceptions, boolean loopback, boolean encode) {
    public static final NetworkOptions PERFECT = new NetworkOptions(LinkOptions.PERFECT, List.of(), false, false);

    /**
     * Options for the links between some hosts.
     *
     * @param from a host's name, or the beginning of names followed by {@code *}
     * @param to likewise
     */
    public record Special(String from, String to, LinkOptions options) {
        boolean fits(String sender, String receiver) {
            return matches(from, sender) && matches(to, receiver);
        }

        private static boolean matches(String pattern, String name) {
            return pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern);
        }
    }

    public NetworkOptions {
        exceptions = List.copyOf(exceptions);
    }

    LinkOptions between(String from, String to) {
        for (Special exception : exceptions) {
            if (exception.fits(from, to)) {
                return exception.options();
            }
        }
        return usual;
    }
}
