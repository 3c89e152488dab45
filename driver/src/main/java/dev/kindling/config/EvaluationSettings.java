package dev.kindling.config;

import dev.kindling.fault.Require;

/**
 * How a model is judged on tasks that it has not seen.
 *
 * @param episodes tasks of one evaluation
 * @param steps inner steps after which the error is reported, 0 to this many
 * @param every outer steps between two validations; 0 stands for one at the end only
 */
public record EvaluationSettings(int episodes, int steps, long every) {

  /** The driver keeps what each of them came to. */
  private static final int MOST_EPISODES = 1_000_000;

  public EvaluationSettings {
    Require.between("episodes", Require.positive("episodes", episodes), 1, MOST_EPISODES);
    Require.notNegative("steps", steps);
    Require.notNegative("every", every);
  }

  public static EvaluationSettings defaults() {
    return new EvaluationSettings(600, 10, 0);
  }
}
