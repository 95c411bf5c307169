package dev.hearsay.api.plugin;

import java.util.List;

/**
 * Makes one strategy. Registered in {@code META-INF/services} under the provider interface of its slot; needs a public
 * constructor without parameters. One provider serves every node of a process, so it keeps no state.
 *
 * @param <S> the slot's contract
 */
public interface StrategyProvider<S> {
    int API_LEVEL = 1;

    /** The name it is chosen by: {@code hearsay.<slot>.use = "<name>"}. Its settings live under {@code hearsay.<slot>.<name>}. */
    String name();

    /** The level of this API that it was written against. Wiring refuses one that it does not know. */
    default int apiLevel() {
        return API_LEVEL;
    }

    /** What other slots must hold for this strategy to make sense. */
    default List<Need> needs() {
        return List.of();
    }

    /** Makes an instance for one node. Without effects: nothing is opened, sent or started before the instance is started. */
    S create(Assembly assembly);
}
