package dev.hearsay.cli;

/** The disk of this node did not take something, and the node must not go on. */
final class FailedDisk extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedDisk(String why) {
        super(why + "; see to the disk and start the node again");
    }
}
