package dev.hearsay.observer.workload;

import dev.hearsay.api.Context;
import dev.hearsay.observer.workload.WorkloadSettings.ContextUse;

/** What every client has seen of every key: the contexts that its writes carry. */
public final class Sessions {
    private static final int PAGE = 64;

    private final Context[][][] pages;
    private final boolean carried;

    public Sessions(Workload workload) {
        this.carried = workload.settings().context() == ContextUse.LAST_SEEN;
        this.pages = new Context[workload.clients()][][];
        int perClient = (workload.keys().size() + PAGE - 1) / PAGE;
        for (int i = 0; carried && i < pages.length; i++) {
            pages[i] = new Context[perClient][];
        }
    }

    /** What the client's next write of the key says it has seen. */
    public Context seen(int client, int key) {
        if (!carried) {
            return Context.NONE;
        }
        Context[] page = pages[client][key / PAGE];
        Context seen = page == null ? null : page[key % PAGE];
        return seen == null ? Context.NONE : seen;
    }

    /** The client was shown this of the key. */
    public void saw(int client, int key, Context context) {
        if (!carried) {
            return;
        }
        Context[][] own = pages[client];
        Context[] page = own[key / PAGE];
        if (page == null) {
            page = new Context[PAGE];
            own[key / PAGE] = page;
        }
        page[key % PAGE] = context;
    }
}
