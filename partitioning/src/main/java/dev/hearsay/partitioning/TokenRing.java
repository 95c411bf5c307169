package dev.hearsay.partitioning;

import dev.hearsay.api.Member;
import dev.hearsay.api.Token;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Consistent hashing with virtual nodes: every member draws T random tokens when it joins, and owns the ranges that end
 * at them (DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 6.2, strategy 1; Karger et al., STOC 1997).
 *
 * <p>The label {@code weight} scales a member's share: it draws {@code max(1, round(T · weight))} tokens.
 *
 * <p><b>Movement.</b> A joiner takes ranges from others and moves nothing between them; what a leaver held goes to the
 * next distinct members. No member's place depends on any other's.
 */
final class TokenRing implements Partitioner {
    private static final String WEIGHT = "weight";
    private final TokenRingSettings settings;

    TokenRing(TokenRingSettings settings) {
        this.settings = settings;
    }

    /**
     * @throws IllegalArgumentException also if an owner has no tokens: it joined under another partitioner, and to
     *     leave it out would silently give its share to others
     */
    @Override
    public Placement place(Topology topology, int replicas) {
        return RingWalk.place(topology.owners(), TokenRing::tokens, replicas, settings.fallbacks());
    }

    private static List<Token> tokens(Member member) {
        if (member.tokens().isEmpty()) {
            throw new IllegalArgumentException(member.id()
                    + " has no tokens: it did not join under token-ring, and must join again under a new incarnation");
        }
        return member.tokens();
    }

    /** @throws ConfigurationException if the label {@code weight} is no weight */
    @Override
    public List<Token> claim(Topology topology, Member joiner, RandomGenerator random) {
        long count = Math.max(1, Math.round(settings.tokens() * weight(joiner)));
        if (count > TokenRingSettings.MOST) {
            throw new ConfigurationException("the label weight of " + joiner.id() + " gives it " + count
                    + " tokens; a member may have at most " + TokenRingSettings.MOST);
        }
        List<Token> tokens = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            tokens.add(new Token(random.nextLong(), random.nextLong()));
        }
        return tokens;
    }

    private static double weight(Member member) {
        String label = member.labels().getOrDefault(WEIGHT, "1");
        double weight;
        try {
            weight = Double.parseDouble(label);
        } catch (NumberFormatException e) {
            throw badWeight(member, label, e);
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw badWeight(member, label, null);
        }
        return weight;
    }

    private static ConfigurationException badWeight(Member member, String label, NumberFormatException cause) {
        return new ConfigurationException(
                "the label weight of " + member.id() + " must be a number above 0, not " + label, cause);
    }
}
