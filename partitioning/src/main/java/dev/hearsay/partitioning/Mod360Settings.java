package dev.hearsay.partitioning;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * @param hash gives a member its slot; keys are always placed by their token
 * @param fallbacks stand-ins that follow the owners in every preference list
 */
record Mod360Settings(Hash hash, int fallbacks) {
    enum Hash {
        MD5("MD5"),
        SHA_256("SHA-256");

        private final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }

        byte[] digest(byte[] bytes) {
            try {
                return MessageDigest.getInstance(algorithm).digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java runtime must offer " + algorithm, e);
            }
        }
    }

    Mod360Settings {
        TokenRingSettings.checkFallbacks(fallbacks);
    }
}
