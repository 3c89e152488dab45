package dev.kindling.journal;

import dev.kindling.evaluation.Estimate;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.evaluation.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is drawn in TensorBoard, by tags. */
final class Events {
  private static final String TRAINING = "training/";
  private static final String SECONDS = "seconds";
  private static final String VALIDATION = "validation/";

  private Events() {}

  /**
   * Of outer steps.
   *
   * @param line as it is written
   */
  static Map<String, Double> ofSteps(Map<String, Object> line) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : List.of("loss", "gradient_norm", "rate", "tasks_per_s", "skipped_tasks")) {
      put(values, TRAINING + name, line.get(name));
    }
    ((Map<?, ?>) line.get(SECONDS))
        .forEach((phase, value) -> put(values, SECONDS + "/" + phase, value));
    put(values, "memory/heap_mb", line.get("heap_mb"));
    put(values, "memory/peak_mb", line.get("peak_mb"));
    return values;
  }

  /** Of a validation, after the last inner step. */
  static Map<String, Double> ofValidation(EvaluationReport report) {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, VALIDATION + "error", last(report.errors()));
    for (Measure measure : report.measures()) {
      put(values, VALIDATION + measure.name(), last(measure.estimates()));
    }
    return values;
  }

  /** Of a rollback: how many there were. */
  static Map<String, Double> ofRollback(Map<String, Object> line) {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, TRAINING + "rollbacks", line.get(Line.ROLLBACK));
    return values;
  }

  private static double last(List<Estimate> estimates) {
    return estimates.get(estimates.size() - 1).mean();
  }

  private static void put(Map<String, Double> values, String tag, Object value) {
    if (value instanceof Number number) {
      values.put(tag, number.doubleValue());
    }
  }
}
