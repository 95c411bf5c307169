package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who speaks.
 *
 * @param cluster its name; who is of another is refused
 * @param member null for a client
 * @param address where it listens; null for a client
 * @param settings those on which all members must agree, by path; empty for a client
 */
public record Identity(String cluster, MemberId member, Address address, SortedMap<String, String> settings) {
    public Identity {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    public static Identity client(String cluster) {
        return new Identity(cluster, null, null, new TreeMap<>());
    }

    boolean isMember() {
        return member != null;
    }

    String name() {
        return isMember() ? member.toString() : "the client";
    }
}
