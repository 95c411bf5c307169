package dev.hearsay.api.request;

/**
 * The answer to one attempt.
 *
 * @param id of the request
 */
public record ClientReply(long id, Outcome outcome) implements ClientMessage {}
