package dev.hearsay.observer.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Pauses and resumes by the throw of dice before each round of a client. Each throw takes the same number of draws whatever it
 * says and whoever is up, so that a client's later throws do not depend on the design under test.
 */
final class Dice {
    private final double pause;
    private final double resume;
    private final FaultTarget target;
    private final RandomGenerator[] random;
    private final List<List<Integer>> paused = new ArrayList<>();

    Dice(ConditionSettings.Dice settings, FaultTarget target, int clients, Function<String, RandomGenerator> streams) {
        this.pause = Probability.parse("pause", settings.pause());
        this.resume = Probability.parse("resume", settings.resume());
        this.target = target;
        this.random = new RandomGenerator[pause > 0 || resume > 0 ? clients : 0];
        for (int i = 0; i < random.length; i++) {
            random[i] = streams.apply("dice-" + i);
            paused.add(new ArrayList<>());
        }
    }

    void before(int client) {
        if (random.length == 0) {
            return;
        }
        RandomGenerator own = random[client];
        boolean pausing = own.nextDouble() < pause;
        double whom = own.nextDouble();
        boolean resuming = own.nextDouble() < resume;
        double which = own.nextDouble();
        if (pausing) {
            pauseOne(client, whom);
        }
        List<Integer> mine = paused.get(client);
        if (resuming && !mine.isEmpty()) {
            target.resume(mine.remove((int) (which * mine.size())));
        }
    }

    private void pauseOne(int client, double whom) {
        int up = 0;
        for (int node = 0; node < target.nodes(); node++) {
            up += target.isUp(node) ? 1 : 0;
        }
        int skip = (int) (whom * up);
        for (int node = 0; node < target.nodes(); node++) {
            if (target.isUp(node) && skip-- == 0) {
                target.pause(node);
                paused.get(client).add(node);
                return;
            }
        }
    }

    void end() {
        paused.forEach(mine -> {
            mine.forEach(target::resume);
            mine.clear();
        });
    }
}
