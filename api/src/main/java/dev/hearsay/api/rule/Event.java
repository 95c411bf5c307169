package dev.hearsay.api.rule;

import dev.hearsay.api.MemberId;

/**
 * The circumstances of one client write, as seen by the node that coordinates it.
 *
 * @param coordinator who names the write; it names writes to one key one after the other, each on top of the last
 * @param client who wrote, for versionings that name writes by client; empty if unknown
 * @param wallMillis the coordinator's wall clock, in milliseconds since the epoch; it may jump either way
 */
public record Event(MemberId coordinator, String client, long wallMillis) {}
