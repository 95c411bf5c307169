package dev.hearsay.api.port;

/**
 * An engine could not do what it was asked to: the disk did not take a write, or could not be read. Thrown to whoever asked, who answers
 * for this replica that it cannot say, or has not stored it; the lane goes on.
 */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence; never with a value in it */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For what may happen on every read: without a trace. */
    StorageException(String message) {
        super(message, null, false, false);
    }
}
