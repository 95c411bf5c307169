package dev.hearsay.transport.tcp;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * What a lane does when it has nothing left to do: it lets others have the processor, and looks once more, before it goes to sleep.
 *
 * <p><b>Why.</b> Where there are more busy threads than cores, a lane that sleeps at once is woken by the first message that comes, handles that
 * one, and sleeps again: every message costs its sender a wake-up, and the machine two changes of threads. Having let the others run, it finds
 * what all of them sent meanwhile, and handles it in one turn, with one flush for each connection and one record of the log. Where a core is
 * free the second look costs two system calls. Who finds nothing sleeps, so an idle node is idle.
 */
final class SecondLook implements SelectStrategy {
    @Override
    public int calculateStrategy(IntSupplier look, boolean hasTasks) throws Exception {
        if (!hasTasks) {
            Thread.yield();
        }
        int ready = look.get();
        return ready > 0 || hasTasks ? ready : SelectStrategy.SELECT;
    }
}
