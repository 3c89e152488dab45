package dev.kindling.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Course;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.evaluation.TaskResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a run was judged by when it ended, beyond what it prints: the tasks it is best and worst at,
 * how all of them spread, and a few of them with answers. Its size does not grow with the number of
 * tasks.
 *
 * @param divergence why the run cannot be used; nothing where it can
 * @param samples as {@link SampledTasks} makes them
 */
public record EvaluationFile(
    Comparison comparison, Optional<String> divergence, List<Map<String, Object>> samples) {
  public static final String NAME = "evaluation.json";
  public static final int VERSION = 1;

  static final String FORMAT = "kindling-evaluation";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int RANKED = 5;
  private static final int QUANTILES = 40;

  public EvaluationFile {
    samples = List.copyOf(samples);
  }

  public String json() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("version", VERSION);
    tree.put("step", comparison.step());
    tree.put("at_once", comparison.trained().course() == Course.AT_ONCE);
    tree.put("divergence", divergence.orElse(null));
    tree.put("evaluation", comparison.tree());
    tree.put("ranked_by", measure());
    List<TaskResult> ranked = ranked();
    int half = Math.min(RANKED, (ranked.size() + 1) / 2);
    tree.put("best", trees(ranked.subList(0, half)));
    int worst = Math.min(RANKED, ranked.size() - half);
    List<TaskResult> last = new ArrayList<>(ranked.subList(ranked.size() - worst, ranked.size()));
    Collections.reverse(last);
    tree.put("worst", trees(last));
    Map<String, Object> spread = new LinkedHashMap<>();
    spread.put("trained", quantiles(comparison.trained()));
    spread.put("untrained", quantiles(comparison.untrained()));
    tree.put("quantiles", spread);
    tree.put("samples", samples);
    try {
      return MAPPER.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String measure() {
    return comparison.trained().accuracies().isEmpty() ? Judged.ERROR : Shown.ACCURACY;
  }

  /** From the best to the worst; a smaller error decides between equal shares of right answers. */
  private List<TaskResult> ranked() {
    Comparator<TaskResult> byError = Comparator.comparingDouble(task -> last(task, Judged.ERROR));
    Comparator<TaskResult> byShare = Comparator.comparingDouble(task -> -last(task, measure()));
    boolean shares = measure().equals(Shown.ACCURACY);
    return counted(comparison.trained()).stream()
        .sorted(shares ? byShare.thenComparing(byError) : byError)
        .toList();
  }

  private static List<TaskResult> counted(EvaluationReport report) {
    return report.results().stream().filter(task -> !task.errors().isEmpty()).toList();
  }

  private static List<Double> values(TaskResult task, String measure) {
    return measure.equals(Judged.ERROR)
        ? task.errors()
        : task.metrics().getOrDefault(measure, List.of());
  }

  private static double first(TaskResult task, String measure) {
    List<Double> values = values(task, measure);
    return values.isEmpty() ? Double.NaN : values.get(0);
  }

  private static double last(TaskResult task, String measure) {
    List<Double> values = values(task, measure);
    return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
  }

  private List<Map<String, Object>> trees(List<TaskResult> tasks) {
    Map<String, TaskResult> untrained =
        counted(comparison.untrained()).stream()
            .collect(Collectors.toMap(TaskResult::task, Function.identity(), (one, same) -> one));
    return tasks.stream().map(task -> tree(task, untrained.get(task.task()))).toList();
  }

  private Map<String, Object> tree(TaskResult task, TaskResult untrained) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("task", task.task());
    tree.put("before", finite(first(task, measure())));
    tree.put("after", finite(last(task, measure())));
    tree.put("untrained", untrained == null ? null : finite(last(untrained, measure())));
    tree.put("error", finite(last(task, Judged.ERROR)));
    return tree;
  }

  /** The values that 0, 1/40, 2/40, ... of all tasks do not exceed. */
  private List<Double> quantiles(EvaluationReport report) {
    double[] sorted =
        counted(report).stream()
            .mapToDouble(task -> last(task, measure()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (sorted.length < 2) {
      return List.of();
    }
    return IntStream.rangeClosed(0, QUANTILES)
        .mapToObj(i -> sorted[(int) Math.round(i * (sorted.length - 1.0) / QUANTILES)])
        .toList();
  }

  /** JSON has no numbers that are not finite. */
  static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
