package dev.kindling.journal;

import dev.kindling.evaluation.EngineFailures;
import dev.kindling.evaluation.Estimate;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.evaluation.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A validation as a line tells of it: after 0, 1, ... inner steps, each with its interval. */
final class ValidationTree {

  private ValidationTree() {}

  static Map<String, Object> of(EvaluationReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("episodes", report.episodes());
    tree.put("skipped", report.skipped());
    EngineFailures.put(tree, report);
    put(tree, "error", report.errors());
    for (Measure measure : report.measures()) {
      put(tree, measure.name(), measure.estimates());
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, String name, List<Estimate> estimates) {
    tree.put(name, estimates.stream().map(Estimate::mean).toList());
    tree.put(name + "_interval", estimates.stream().map(Estimate::halfWidth).toList());
  }
}
