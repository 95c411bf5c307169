package dev.hearsay.api.rule;

/**
 * What one operation wants of its replicas.
 *
 * @param write whether replicas are to store, or to answer with what they hold
 * @param replicas N: how many copies the operation concerns
 * @param required R or W: how many must answer before the operation is done
 */
public record Intent(boolean write, int replicas, int required) {
    public Intent {
        if (replicas < 1 || replicas > ReplicaSet.LIMIT) {
            throw new IllegalArgumentException("n must be between 1 and 64, not " + replicas);
        }
        if (required < 1 || required > replicas) {
            throw new IllegalArgumentException(
                    (write ? "w" : "r") + " must be between 1 and n = " + replicas + ", not " + required);
        }
    }
}
