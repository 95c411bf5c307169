package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.Versioning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inconsistency windows: for each committed write, how long after its commit the last of its owners came to cover it. The owners
 * are those of the first change of the key; a node that came back under a higher incarnation is the same owner.
 */
final class Propagation {
    private final Versioning versioning;
    private final Map<KeyHistory, Owners> byKey = new IdentityHashMap<>();

    private static final class Owners {
        final List<String> names = new ArrayList<>();
        long[][] covered = {};
    }

    Propagation(Versioning versioning) {
        this.versioning = versioning;
    }

    void stored(KeyHistory key, MemberId node, Cell after, long nanos, ReplicaView view) {
        Owners owners = byKey.get(key);
        if (owners == null) {
            owners = ownersOf(key, view);
            byKey.put(key, owners);
        }
        int owner = owners.names.indexOf(node.name());
        if (owner < 0) {
            return;
        }
        long[] covered = owners.covered[owner];
        if (covered.length < key.actorCount()) {
            covered = Arrays.copyOf(covered, Math.max(4, key.actorCount() * 2));
            owners.covered[owner] = covered;
        }
        Context context = versioning.read(after).context();
        for (int i = 0; i < key.actorCount(); i++) {
            ActorHistory actor = key.actor(i);
            long now = versioning.seen(context, actor.actor);
            if (now > covered[i]) {
                apply(actor, covered[i], now, nanos);
                covered[i] = now;
            }
        }
    }

    private static Owners ownersOf(KeyHistory key, ReplicaView view) {
        Owners owners = new Owners();
        view.cells(key.key, (owner, cell) -> owners.names.add(owner.name()));
        owners.covered = new long[owners.names.size()][0];
        return owners;
    }

    private static void apply(ActorHistory actor, long before, long now, long nanos) {
        int end = actor.after(now);
        for (int i = actor.after(before); i < end; i++) {
            WriteEvent event = actor.at(i);
            event.applied = nanos;
            event.owners++;
        }
    }

    void into(Measured out, KeyHistory[] histories) {
        Samples windows = new Samples();
        long committed = 0;
        for (KeyHistory key : histories) {
            Owners owners = byKey.get(key);
            for (int i = 0; i < key.actorCount(); i++) {
                ActorHistory actor = key.actor(i);
                for (int j = 0; j < actor.size(); j++) {
                    WriteEvent event = actor.at(j);
                    if (event.committed == WriteEvent.NEVER || event.operation == null || !event.operation.counted) {
                        continue;
                    }
                    committed++;
                    if (owners != null && event.owners >= owners.names.size()) {
                        windows.add(Math.max(0, event.applied - event.committed));
                    }
                }
            }
        }
        out.millis(Catalogue.WINDOW_P50, windows.quantile(0.5));
        out.millis(Catalogue.WINDOW_P99, windows.quantile(0.99));
        out.millis(Catalogue.WINDOW_MAX, windows.quantile(1));
        out.ratio(Catalogue.WINDOW_CENSORED, committed - windows.size(), committed);
    }
}
