package dev.kindling.config;

import dev.kindling.fault.Require;
import dev.kindling.learn.MamlSettings;

/**
 * How a model is judged on tasks that it has not seen.
 *
 * @param episodes tasks of one evaluation
 * @param steps inner steps after which the error is reported, 0 to this many
 * @param every outer steps between two validations; 0 stands for one at the end only
 */
public record EvaluationSettings(int episodes, int steps, long every) {

  public EvaluationSettings {
    Require.positive("episodes", episodes);
    Require.notNegative("steps", steps);
    Require.atMost("steps", steps, MamlSettings.MOST_STEPS);
    Require.notNegative("every", every);
  }

  public static EvaluationSettings defaults() {
    return new EvaluationSettings(600, 10, 0);
  }
}
