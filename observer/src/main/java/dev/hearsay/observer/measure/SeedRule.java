package dev.hearsay.observer.measure;

import dev.hearsay.api.Value;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The rule of the published grid: a get is stale if what it returns has neither the value of the latest put that had finished
 * before the get began nor that of a put that was then open.
 *
 * <p><em>Finished</em> means that the client was told it is done, the <em>latest</em> of those is the one that
 * began last (one that had to be asked for again is not newer for it), and a put is <em>open</em> if it was under way at any time while the get was: what a get returns can be newer than everything that had been
 * written when it began, and that is not stale. A put of unknown outcome stays open. A delete is a put whose value is the absence
 * of one. All done gets are in the denominator; before the first put has finished none is stale.
 */
final class SeedRule {
    private long gets;
    private long stale;

    void read(Operation get, KeyHistory key, List<Value> values, Long2ObjectHashMap<Operation> byNumber) {
        gets++;
        Operation latest = get.latestDone;
        if (latest == null) {
            return;
        }
        if (values.isEmpty()) {
            stale += latest.kind() == OperationKind.DELETE || openDelete(key, get) ? 0 : 1;
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            Operation put = byNumber.get(values.get(i).number());
            if (put == latest || put != null && wasOpen(put, get)) {
                return;
            }
        }
        stale++;
    }

    private static boolean wasOpen(Operation put, Operation get) {
        return put.ended > get.began || !put.isDone();
    }

    private static boolean openDelete(KeyHistory key, Operation get) {
        for (int i = key.deletes.size() - 1; i >= 0; i--) {
            if (wasOpen(key.deletes.get(i), get)) {
                return true;
            }
        }
        return false;
    }

    void into(Measured out) {
        out.ratio(Catalogue.STALE_READS_SEED_RULE, stale, gets);
    }
}
