package dev.hearsay.storage.disk;

/** Walks records in the order of their keys, as they were when it was made. What cannot be read is stepped over. */
public interface Cursor extends AutoCloseable {
    /** Goes to the next record, at first to the first. False behind the last. */
    boolean next();

    byte[] key();

    byte[] record();

    @Override
    void close();
}
