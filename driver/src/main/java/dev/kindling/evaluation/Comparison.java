package dev.kindling.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A trained model beside the same model fresh from its initialisation, both adapted in the same way
 * to the same episodes.
 *
 * @param step after how many outer steps the model was taken
 */
public record Comparison(long step, EvaluationReport trained, EvaluationReport untrained) {

  /** A table for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "Query error on %d %s tasks, mean and 95 %% interval; trained for %d outer steps%n"
            .formatted(trained.episodes(), name(), step));
    text.append("%n  inner steps   trained            untrained%n".formatted());
    for (int i = 0; i < trained.errors().size(); i++) {
      text.append(
          "  %11d   %-16s   %s%n"
              .formatted(i, trained.errors().get(i).text(), untrained.errors().get(i).text()));
    }
    if (trained.skipped() + untrained.skipped() > 0) {
      text.append(
          "%n  left out, their error not being finite: %d trained, %d untrained%n"
              .formatted(trained.skipped(), untrained.skipped()));
    }
    return text.toString();
  }

  /** The same as nested maps, for JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("step", step);
    tree.put("split", name());
    tree.put("trained", tree(trained));
    tree.put("untrained", tree(untrained));
    return tree;
  }

  private String name() {
    return trained.split().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> tree(EvaluationReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("episodes", report.episodes());
    tree.put("skipped", report.skipped());
    tree.put("error", numbers(report.errors(), Estimate::mean));
    tree.put("interval", numbers(report.errors(), Estimate::halfWidth));
    return tree;
  }

  /** JSON has no numbers that are not finite. */
  private static List<Double> numbers(List<Estimate> errors, ToDoubleFunction<Estimate> part) {
    return errors.stream()
        .map(part::applyAsDouble)
        .map(value -> Double.isFinite(value) ? value : null)
        .toList();
  }
}
