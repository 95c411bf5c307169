package dev.hearsay.storage.disk;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who wait for the disk. */
public final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private Callbacks() {}

    /** Tells all of them. If one cannot be told, the others are: their writes are where they are to be. */
    public static void runAll(List<Runnable> waiting) {
        for (Runnable one : waiting) {
            try {
                one.run();
            } catch (RuntimeException e) {
                LOG.error("who waited for the disk could not be told", e);
            }
        }
    }
}
