package dev.hearsay.cli.bench;

/** What an operation of a load does. */
public enum Act {
    READ("reads"),
    UPDATE("updates"),
    INSERT("inserts"),
    /** Consecutive records, read side by side. */
    SCAN("scans"),
    /** A read, and when it is done a write with its context. */
    READ_MODIFY_WRITE("read-writes"),
    DELETE("deletes"),
    /** The first write of a record; written again if something was there before. */
    LOAD("loads");

    private final String words;

    Act(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
