package dev.hearsay.observer.measure;

/**
 * Probabilistically bounded staleness, exactly, for one write and one read with exponential delays, N = 3 and R = W = 1 (Bailis et
 * al., <i>Probabilistically Bounded Staleness for Practical Partial Quorums</i>, VLDB 2012, the WARS model): writes reach a
 * replica after W ~ Exp(lambda); acknowledgements, read requests and replies take A, R, S ~ Exp(mu). Rates per any unit of time;
 * times in the same unit.
 *
 * <p>A read that starts t after the commit is stale with probability P0·e^(−lambda·t), where P0 = E[e^(−lambda·X)] · E[e^(−lambda·R₁)]
 * depends on lambda/mu only. X is the smaller W + A of the two replicas that do not answer the write first, R₁ the way of the
 * read to the replica that answers it first.
 */
public final class Wars {
    /** Within this of lambda = mu the closed form of the first factor loses more digits than its series does. */
    private static final double NEAR = 3e-3;

    private Wars() {}

    /** The probability that a read which starts at the commit is stale. */
    public static double staleAtCommit(double lambda, double mu) {
        require(lambda > 0 && mu > 0, "rates must be above 0");
        double ratio = lambda / mu;
        return untilSecondAcknowledgement(ratio) * untilFirstReply(ratio);
    }

    /** V(t): the probability that a read which starts {@code t} after the commit is fresh. */
    public static double visible(double lambda, double mu, double t) {
        require(t >= 0, "a read starts at the commit or later");
        return 1 - staleAtCommit(lambda, mu) * Math.exp(-lambda * t);
    }

    /** The least t at which a read is fresh with probability {@code q}. */
    public static double timeUntilVisible(double lambda, double mu, double q) {
        require(q >= 0 && q < 1, "a probability below 1 is needed");
        return Math.max(0, Math.log(staleAtCommit(lambda, mu) / (1 - q)) / lambda);
    }

    /** E[e^(−lambda·X)] for mu = 1. */
    private static double untilSecondAcknowledgement(double l) {
        double gap = l - 1;
        if (Math.abs(gap) < NEAR) {
            return 10.0 / 27 + gap * (-4.0 / 27 + gap * (16.0 / 243 - gap * 8 / 243));
        }
        return 1 - l / (gap * gap) * (1 / (3 * l) - 2 * l / (2 * l + 1) + l * l / (l + 2));
    }

    /** E[e^(−lambda·R₁)] for mu = 1. */
    private static double untilFirstReply(double l) {
        return 3 / l * (integral(3) - integral(3 + l));
    }

    private static double integral(double a) {
        return 1 / a + 2 / (a * a) + 2 / (a * a * a);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
