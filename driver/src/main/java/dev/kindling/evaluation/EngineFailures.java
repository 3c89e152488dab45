package dev.kindling.evaluation;

import dev.kindling.episode.SkippedTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of tasks that were left out of an evaluation because the engine failed on them. */
public final class EngineFailures {
  private static final int LISTED = 100;

  private EngineFailures() {}

  /**
   * A line for people; nothing where there are none.
   *
   * @param model how the untrained model is called
   */
  static Optional<String> note(EvaluationReport trained, EvaluationReport untrained, String model) {
    return first(trained, untrained)
        .map(
            task ->
                "the engine having failed on them: %d trained, %d %s, first %s: %s"
                    .formatted(
                        trained.failed().size(),
                        untrained.failed().size(),
                        model,
                        task.task(),
                        task.reason()));
  }

  private static Optional<SkippedTask> first(EvaluationReport trained, EvaluationReport untrained) {
    return trained.failed().stream().findFirst().or(() -> untrained.failed().stream().findFirst());
  }

  /** For JSON, where there are any: how many, the names of the first ones, and why of the first. */
  public static void put(Map<String, Object> tree, EvaluationReport report) {
    List<SkippedTask> failed = report.failed();
    if (failed.isEmpty()) {
      return;
    }
    Map<String, Object> failures = new LinkedHashMap<>();
    failures.put("count", failed.size());
    failures.put("first", failed.stream().limit(LISTED).map(SkippedTask::task).toList());
    failures.put("reason", failed.get(0).reason());
    tree.put("engine_failures", failures);
  }
}
