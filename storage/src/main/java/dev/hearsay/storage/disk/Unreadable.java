package dev.hearsay.storage.disk;

/** There is something, and the disk, or the library on it, says that it is damaged. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unreadable(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
