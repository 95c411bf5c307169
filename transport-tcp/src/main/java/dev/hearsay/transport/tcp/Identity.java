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
 * @param lane of the member; 0 for a client, which speaks with all of them
 */
public record Identity(String cluster, MemberId member, Address address, SortedMap<String, String> settings, int lane) {
    public Identity {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** Of a member that has one lane, or of its first. */
    public Identity(String cluster, MemberId member, Address address, SortedMap<String, String> settings) {
        this(cluster, member, address, settings, 0);
    }

    public static Identity client(String cluster) {
        return new Identity(cluster, null, null, new TreeMap<>());
    }

    Identity onLane(int number) {
        return new Identity(cluster, member, address, settings, number);
    }

    boolean isMember() {
        return member != null;
    }

    String name() {
        return isMember() ? member.toString() : "the client";
    }
}
