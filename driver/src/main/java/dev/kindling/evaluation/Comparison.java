package dev.kindling.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A trained model beside the same model as it was initialised, both adapted in the same way to the
 * same episodes.
 *
 * @param step after how many outer steps the model was taken
 * @param parts how each part of a mixture is learned; empty if the tasks are no mixture
 */
public record Comparison(
    long step, EvaluationReport trained, EvaluationReport untrained, List<Part> parts) {

  /**
   * A part of a mixture, judged on as many tasks of its own as the whole.
   *
   * @param share the share of the mixture's tasks that are of this part
   */
  public record Part(
      String name, double share, EvaluationReport trained, EvaluationReport untrained) {}

  public Comparison {
    parts = List.copyOf(parts);
  }

  public Comparison(long step, EvaluationReport trained, EvaluationReport untrained) {
    this(step, trained, untrained, List.of());
  }

  /** A table for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "Query error on %s, mean and 95 %% interval; trained for %d outer steps%n"
            .formatted(trained.tasks(), step));
    append(text, EvaluationReport::errors, Estimate::text);
    if (!trained.accuracies().isEmpty()) {
      text.append("%nShare of query examples answered right%n".formatted());
      append(text, EvaluationReport::accuracies, Estimate::percentText);
    }
    text.append(notes());
    if (!parts.isEmpty()) {
      text.append(new PartsTable(parts).text());
    }
    return text.toString();
  }

  /** What the numbers alone do not say. */
  private String notes() {
    StringBuilder notes = new StringBuilder();
    Extent extent = trained.extent();
    if (trained.episodes() + trained.skipped() + extent.damaged() < extent.asked()) {
      notes.append(
          "  %d tasks were asked for, and stored tasks are judged once each%n"
              .formatted(extent.asked()));
    }
    if (extent.damaged() > 0) {
      notes.append("  left out, being damaged: %d%n".formatted(extent.damaged()));
    }
    if (trained.episodes() == 1) {
      notes.append("  one task has no interval%n".formatted());
    }
    if (trained.skipped() + untrained.skipped() > 0) {
      notes.append(
          "  left out, their error not being finite: %d trained, %d untrained%n"
              .formatted(trained.skipped(), untrained.skipped()));
    }
    return notes.isEmpty() ? "" : "%n".formatted() + notes;
  }

  private void append(
      StringBuilder text,
      Function<EvaluationReport, List<Estimate>> part,
      Function<Estimate, String> shown) {
    text.append("%n  inner steps   trained            untrained%n".formatted());
    for (int i = 0; i < part.apply(trained).size(); i++) {
      String left = shown.apply(part.apply(trained).get(i));
      String right = shown.apply(part.apply(untrained).get(i));
      text.append("  %11d   %-16s   %s%n".formatted(i, left, right));
    }
  }

  /** The same as nested maps, for JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("split", name());
    tree.put("trained", tree(trained));
    tree.put("untrained", tree(untrained));
    if (!parts.isEmpty()) {
      tree.put("parts", parts.stream().map(Comparison::tree).toList());
    }
    return tree;
  }

  private static Map<String, Object> tree(Part part) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", part.name());
    tree.put("share", part.share());
    tree.put("trained", tree(part.trained()));
    tree.put("untrained", tree(part.untrained()));
    return tree;
  }

  private String name() {
    return trained.split().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> tree(EvaluationReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("episodes", report.episodes());
    tree.put("skipped", report.skipped());
    tree.put("asked", report.extent().asked());
    OptionalLong available = report.extent().available();
    tree.put("available", available.isPresent() ? available.getAsLong() : null);
    tree.put("damaged", report.extent().damaged());
    tree.put("error", numbers(report.errors(), Estimate::mean));
    tree.put("interval", numbers(report.errors(), Estimate::halfWidth));
    if (!report.accuracies().isEmpty()) {
      tree.put("accuracy", numbers(report.accuracies(), Estimate::mean));
      tree.put("accuracy_interval", numbers(report.accuracies(), Estimate::halfWidth));
    }
    return tree;
  }

  /** JSON has no numbers that are not finite. */
  private static List<Double> numbers(List<Estimate> estimates, ToDoubleFunction<Estimate> part) {
    return estimates.stream()
        .map(part::applyAsDouble)
        .map(value -> Double.isFinite(value) ? value : null)
        .toList();
  }
}
