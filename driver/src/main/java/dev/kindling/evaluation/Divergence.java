package dev.kindling.evaluation;

import java.util.Optional;

/**
 * Tells numbers that ran away from a model that is merely bad. A run of two steps or with a poor
 * rate is bad and no more: its error is of the size of an untrained model's.
 */
public final class Divergence {

  /** No bad model has an error so many times that of an untrained one. */
  private static final double FACTOR = 1000;

  /** Stands in for an untrained model that has no error to speak of. */
  private static final double LEAST = 1e-6;

  private Divergence() {}

  /** What ran away, after a model's name; nothing if nothing did. */
  public static Optional<String> of(EvaluationReport model, EvaluationReport untrained) {
    if (!model.mostCount()) {
      return Optional.of(notFinite(model));
    }
    double scale = scale(untrained);
    double error = model.finalError();
    boolean ranAway = error > FACTOR * scale;
    if (!ranAway || learns(model, scale)) {
      return Optional.empty();
    }
    return Optional.of(
        "has the query error %.4g%s, and the untrained one %.4g%s"
            .formatted(error, model.afterSteps(), scale, model.course().before()));
  }

  private static String notFinite(EvaluationReport model) {
    String tasks =
        "leaves %d of %d tasks with an error that is not finite"
            .formatted(model.notFinite(), model.episodes() + model.skipped());
    return model
        .firstSkipped()
        .map(first -> "%s, first %s: %s".formatted(tasks, first.task(), first.reason()))
        .orElse(tasks);
  }

  /** Many inner steps may lead astray what is learned in a few. */
  private static boolean learns(EvaluationReport model, double scale) {
    return model.errors().stream().skip(1).anyMatch(error -> error.mean() < scale);
  }

  /** The error of an untrained model before any inner step. */
  private static double scale(EvaluationReport untrained) {
    return Math.max(LEAST, untrained.errors().get(0).mean());
  }

  /**
   * What to do about a model that ran away: inner steps are to blame first, where they lead an
   * untrained model astray, or this one from an error that is no more than bad.
   */
  public static String advice(EvaluationReport model, EvaluationReport untrained) {
    if (of(untrained, untrained).isPresent()) {
      return "lower learner.rate, with which an untrained model diverges too";
    }
    double before = model.errors().get(0).mean();
    boolean byInnerSteps = model.mostCount() && before <= FACTOR * scale(untrained);
    return byInnerSteps
        ? "lower learner.rate, with which inner steps lead it there from the error %.4g"
            .formatted(before)
        : "lower optimizer.rate or set optimizer.clip.norm";
  }
}
