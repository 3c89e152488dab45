package dev.kindling.config;

import dev.kindling.fault.Require;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

@Meaning("How a model is judged on tasks that it has not seen.")
public record EvaluationSettings(
    @Meaning("Tasks of one evaluation, if there are as many: stored ones are judged once each.")
        @Bounds(least = 1, most = EvaluationSettings.MOST_EPISODES)
        int episodes,
    @Meaning(
            "Inner steps after which the error is reported: after none, one and so on to"
                + " this many.")
        @Bounds(least = 0, most = LearnerLimits.STEPS)
        int steps,
    @Meaning(
            value = "Outer steps between two validations; 0 for one at the end only.",
            example = "1000")
        @Bounds(least = 0)
        long every) {

  /** The driver keeps what each of them came to. */
  static final int MOST_EPISODES = 1_000_000;

  public EvaluationSettings {
    Require.between("episodes", Require.positive("episodes", episodes), 1, MOST_EPISODES);
    Require.notNegative("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.notNegative("every", every);
  }

  public static EvaluationSettings defaults() {
    return new EvaluationSettings(600, 10, 0);
  }
}
