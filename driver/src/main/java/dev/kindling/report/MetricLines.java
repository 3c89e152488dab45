package dev.kindling.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code metrics.jsonl} tells.
 *
 * @param steps lines on outer steps
 * @param validations lines on validations
 * @param rollbacks lines on how the run went back after it had diverged
 * @param damaged how many lines were passed over because they are no such line
 */
record MetricLines(
    List<JsonNode> steps, List<JsonNode> validations, List<JsonNode> rollbacks, int damaged) {
  static final MetricLines NONE = new MetricLines(List.of(), List.of(), List.of(), 0);

  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final List<String> PHASES =
      List.of("sample", "prepare", "compute", "uneven", "network", "update");
  private static final int MOST = 400;

  MetricLines {
    steps = List.copyOf(steps);
    validations = List.copyOf(validations);
    rollbacks = List.copyOf(rollbacks);
  }

  static MetricLines of(String text) {
    List<JsonNode> steps = new ArrayList<>();
    List<JsonNode> validations = new ArrayList<>();
    List<JsonNode> rollbacks = new ArrayList<>();
    int damaged = 0;
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      JsonNode node = parsed(line);
      if (!node.path("step").isIntegralNumber()) {
        damaged++;
      } else if (node.path("validation").isObject()) {
        validations.add(node);
      } else if (node.path("rollback").isIntegralNumber()) {
        rollbacks.add(node);
      } else {
        steps.add(node);
      }
    }
    return new MetricLines(steps, validations, rollbacks, damaged);
  }

  private static JsonNode parsed(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  /** How many outer steps were made when the last line was written. */
  long lastStep() {
    long last = steps.isEmpty() ? 0 : step(steps.get(steps.size() - 1));
    return validations.isEmpty()
        ? last
        : Math.max(last, step(validations.get(validations.size() - 1)));
  }

  private static long step(JsonNode line) {
    return line.path("step").longValue();
  }

  /** The loss, of neighbouring lines together where there are many. */
  Series loss(String name, String style) {
    int together = 1 + steps.size() / MOST;
    int count = (steps.size() + together - 1) / together;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      int end = Math.min(steps.size(), (i + 1) * together);
      x[i] = step(steps.get(end - 1));
      y[i] =
          steps.subList(i * together, end).stream()
              .mapToDouble(line -> Judged.real(line.path("loss")))
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
    return Series.line(name, style, x, y);
  }

  /** The mean over a window of neighbours, which is narrower at the ends. */
  static Series smooth(Series raw, String name, String style) {
    int reach = Math.max(1, raw.y().length / 30);
    double[] smooth = new double[raw.y().length];
    for (int i = 0; i < smooth.length; i++) {
      int near = Math.min(reach, Math.min(i, smooth.length - 1 - i));
      double total = 0;
      for (int j = i - near; j <= i + near; j++) {
        total += raw.y()[j];
      }
      smooth[i] = total / (2 * near + 1);
    }
    return Series.line(name, style, raw.x(), smooth);
  }

  /** A measure of each validation after its last inner step. */
  Series validation(String measure, String name, String style) {
    List<JsonNode> told =
        validations.stream()
            .filter(line -> new Judged(line.path("validation")).tells(measure))
            .toList();
    double[] x = told.stream().mapToDouble(MetricLines::step).toArray();
    double[] y = new double[x.length];
    double[] halves = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      var last = new Judged(told.get(i).path("validation")).last(measure);
      y[i] = last.mean();
      halves[i] = last.halfWidth();
    }
    return new Series(name, style, Series.Form.STEPS, x, y, halves);
  }

  /** Seconds of all steps by phase; what no phase accounts for comes last. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    PHASES.forEach(phase -> seconds.put(phase, sum(phase)));
    double rest = total() - seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    if (rest > 0.005 * total()) {
      seconds.put("other", rest);
    }
    return seconds;
  }

  double total() {
    return sum("total");
  }

  private double sum(String phase) {
    return steps.stream()
        .mapToDouble(line -> line.path("seconds").path(phase).asDouble(0))
        .filter(Double::isFinite)
        .sum();
  }

  private static long sum(List<JsonNode> lines, String field) {
    return lines.stream().mapToLong(line -> line.path(field).asLong(0)).sum();
  }

  long tasks() {
    return sum(steps, "tasks");
  }

  long skipped() {
    return sum(steps, "skipped_tasks");
  }
}
