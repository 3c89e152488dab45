package dev.kindling.evaluation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * By how much one model's results lie above another's, task by task. What makes a task hard for
 * both cancels out, so its interval can tell two models apart whose own intervals overlap.
 *
 * @param tasks that count for both models, and have a name of their own
 * @param error of the query error after the last inner step of each
 * @param measures of the other measures that both models have
 */
public record PairedDifference(int tasks, Estimate error, List<Measure> measures) {

  /** What an interval says of the other model. */
  public enum Ruling {
    BETTER("better"),
    WORSE("worse"),
    OPEN("not told apart");

    private final String text;

    Ruling(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private record Pair(TaskResult from, TaskResult to) {}

  public PairedDifference {
    measures = List.copyOf(measures);
  }

  /** What {@code to} has more than {@code from}; nothing where no task counts for both. */
  static Optional<PairedDifference> of(EvaluationReport from, EvaluationReport to) {
    List<Pair> pairs = pairs(from, to);
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    List<Measure> measures =
        from.measures().stream()
            .map(Measure::name)
            .filter(name -> to.measures().stream().anyMatch(other -> other.name().equals(name)))
            .map(name -> new Measure(name, List.of(difference(pairs, task -> last(task, name)))))
            .toList();
    Estimate error = difference(pairs, task -> last(task.errors()));
    return Optional.of(new PairedDifference(pairs.size(), error, measures));
  }

  private static List<Pair> pairs(EvaluationReport from, EvaluationReport to) {
    Map<String, TaskResult> others = byName(to);
    return byName(from).values().stream()
        .filter(result -> counts(result) && others.containsKey(result.task()))
        .map(result -> new Pair(result, others.get(result.task())))
        .filter(pair -> counts(pair.to()))
        .toList();
  }

  /** Those whose names are theirs alone: parts of a mixture may have tasks of one name. */
  private static Map<String, TaskResult> byName(EvaluationReport report) {
    Set<String> repeated = repeated(report);
    Map<String, TaskResult> results = new LinkedHashMap<>();
    report.results().stream()
        .filter(result -> !repeated.contains(result.task()))
        .forEach(result -> results.put(result.task(), result));
    return results;
  }

  /** Names that several tasks of a report have, so that it is not known which of them is which. */
  static Set<String> repeated(EvaluationReport report) {
    Set<String> once = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (TaskResult result : report.results()) {
      if (!once.add(result.task())) {
        repeated.add(result.task());
      }
    }
    return repeated;
  }

  private static boolean counts(TaskResult result) {
    return result.skipped().isEmpty();
  }

  /** A measure may say nothing of a task, as when all its answers are the same. */
  private static Estimate difference(List<Pair> pairs, ToDoubleFunction<TaskResult> value) {
    return Estimate.of(
        pairs.stream()
            .mapToDouble(pair -> value.applyAsDouble(pair.to()) - value.applyAsDouble(pair.from()))
            .filter(difference -> !Double.isNaN(difference))
            .toArray());
  }

  private static double last(TaskResult task, String measure) {
    return last(task.metrics().get(measure));
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  /** By the error, by which models are chosen. */
  public Ruling ruling() {
    if (error.mean() + error.halfWidth() < 0) {
      return Ruling.BETTER;
    }
    return error.mean() - error.halfWidth() > 0 ? Ruling.WORSE : Ruling.OPEN;
  }

  /** For JSON. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tasks", tasks);
    put(tree, "error", error);
    measures.forEach(measure -> put(tree, measure.name(), measure.last()));
    tree.put("ruling", ruling().text());
    return tree;
  }

  private static void put(Map<String, Object> tree, String name, Estimate estimate) {
    tree.put(name, Estimate.finite(estimate.mean()));
    tree.put(name + "_interval", Estimate.finite(estimate.halfWidth()));
  }
}
