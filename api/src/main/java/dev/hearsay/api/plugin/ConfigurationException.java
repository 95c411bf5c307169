package dev.hearsay.api.plugin;

/**
 * Something a person wrote that cannot be used. The message is one sentence, preceded by where it stands, that says what is
 * wrong and what to do; it is meant to be shown as it is, without a stack trace.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String sentence) {
        super(sentence);
    }

    public ConfigurationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
