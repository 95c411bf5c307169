package dev.hearsay.node;

/** Why a node takes no more requests for now: which of its limits is reached. */
public enum Overload {
    OPERATIONS("hearsay.coordinator.max-in-flight"),
    BYTES("hearsay.coordinator.max-in-flight-bytes"),
    LATENESS("hearsay.coordinator.max-lateness"),
    MINTED("hearsay.coordinator.max-minted");

    private final String setting;

    Overload(String setting) {
        this.setting = setting;
    }

    /** The name of the setting that is the limit. */
    public String setting() {
        return setting;
    }
}
