package dev.hearsay.api.plugin;

import java.util.List;

/**
 * A strategy's demand on another slot.
 *
 * @param slot which slot
 * @param anyOf the names of which one must be in use there
 * @param why completes the sentence "… because"
 */
public record Need(Slot slot, List<String> anyOf, String why) {
    public Need {
        anyOf = List.copyOf(anyOf);
    }
}
