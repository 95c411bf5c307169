package dev.hearsay.node.wiring;

import java.util.Map;

/**
 * {@code hearsay.membership}, apart from the strategy's own section.
 *
 * @param labels facts about members, by name
 */
public record MembershipSettings(String use, Map<String, Map<String, String>> labels) {}
