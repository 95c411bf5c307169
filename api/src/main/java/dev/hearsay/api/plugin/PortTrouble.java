package dev.hearsay.api.plugin;

import dev.hearsay.api.Address;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;

/** Why a port could not be taken, as a sentence that says what to do about it: that differs with who stands in the way. */
public final class PortTrouble {
    /** What Netty puts before the system's own words. */
    private static final Pattern CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private PortTrouble() {}

    /** @param cause what binding ended with, by epoll or by the JDK */
    public static ConfigurationException of(Address at, Throwable cause) {
        String where = at.port() == 0 ? at + ":0" : at.toString();
        String why = reason(cause);
        return new ConfigurationException("cannot listen at " + where + " (" + why + "); " + remedy(why), cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
            return "there is no such host";
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : CALL.matcher(message).replaceFirst("");
    }

    /** By the words of the system, which are the same from epoll and from the JDK; other words leave it open who is in the way. */
    private static String remedy(String why) {
        if (why.startsWith("Address already in use")) {
            return "stop whoever has the port, or choose another";
        }
        if (why.startsWith("Permission denied")) {
            return "choose a port above 1023, or let the user who runs this take lower ones";
        }
        if (why.startsWith("Cannot assign requested address") || why.startsWith("there is no such host")) {
            return "listen at an address of this machine";
        }
        return "choose another address";
    }
}
