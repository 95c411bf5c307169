package dev.hearsay.storage.disk;

import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.port.StorageHost;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the disk has taken everything so far. After the first write or sync that it did not take, nothing is written any more: the kernel
 * may have dropped what it could not write, so that a repetition that succeeds proves nothing (Rebello et al., <i>Can Applications Recover
 * from fsync Failures?</i>, ATC 2020).
 */
public final class DiskHealth {
    private final StorageHost host;
    private final AtomicReference<String> failure = new AtomicReference<>();

    public DiskHealth(StorageHost host) {
        this.host = host;
    }

    /** @throws StorageException if the disk failed before */
    public void check() {
        String why = failure.get();
        if (why != null) {
            throw new StorageException("nothing is written any more: " + why, null);
        }
    }

    public boolean hasFailed() {
        return failure.get() != null;
    }

    /** The disk did not take something; from any thread. The host is told the first time. */
    public StorageException failed(String what, Exception cause) {
        String why = "the disk could not " + what + " in " + host.folder() + ": " + cause.getMessage();
        if (failure.compareAndSet(null, why)) {
            host.run(() -> host.failed(why));
        }
        return new StorageException(why, cause);
    }
}
