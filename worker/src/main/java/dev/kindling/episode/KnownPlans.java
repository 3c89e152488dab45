package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The programs and plans that the workers of one process share, for one engine: each is made once,
 * by the worker that needs it first, while others wait for it. Any thread may use it.
 */
final class KnownPlans {

  /** What programs are made for. */
  record Fit(TaskShape shape, Sizes sizes, int places) {}

  record Known(EpisodePrograms programs, EpisodePlans plans) {}

  private final Map<Fit, Known> known = new HashMap<>();

  /**
   * The programs for tasks of a size, and their plans.
   *
   * @param programs those for tasks of each size
   */
  synchronized Known of(
      Fit fit,
      BiFunction<TaskShape, Sizes, EpisodePrograms> programs,
      int evaluationSteps,
      Engine engine) {
    Known found = known.get(fit);
    if (found == null) {
      EpisodePrograms made = programs.apply(fit.shape(), fit.sizes());
      found = new Known(made, EpisodePlans.of(made, fit.places(), evaluationSteps, engine));
      known.put(fit, found);
    }
    return found;
  }
}
