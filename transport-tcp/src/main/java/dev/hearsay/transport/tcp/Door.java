package dev.hearsay.transport.tcp;

import io.netty.channel.socket.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets so many connections in at a time, and sends away the others. On one lane. */
final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final int most;
    private int inside;
    /** Whether it was said already that no more are let in. */
    private boolean full;

    Door(int most) {
        this.most = most;
    }

    /** @return false if it was closed: there are too many */
    boolean letsIn(SocketChannel channel) {
        if (inside < most) {
            full = false;
            inside++;
            return true;
        }
        if (!full) {
            full = true;
            LOG.warn("{} connections are open, and that is all: {} is the first to be sent away", inside, channel);
        }
        channel.close();
        return false;
    }

    /** One that was let in is gone. */
    void left() {
        inside--;
    }
}
