package dev.kindling.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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
    text.append(others());
    text.append(notes());
    if (!parts.isEmpty()) {
      text.append(new PartsTable(parts).text());
    }
    return text.toString();
  }

  /** The measures that have no table of their own, after the last inner step. */
  private String others() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < trained.measures().size(); i++) {
      Measure measure = trained.measures().get(i);
      if (!measure.estimates().equals(trained.accuracies())) {
        String left = measure.last().text();
        String right =
            untrained.measures().isEmpty() ? "" : untrained.measures().get(i).last().text();
        lines.append("  %-17s   %-16s   %s%n".formatted(measure.name(), left, right));
      }
    }
    if (!trained.calibrations().isEmpty() && !untrained.calibrations().isEmpty()) {
      lines.append(
          "  %-17s   %-16s   %s%n".formatted("calibration error", last(trained), last(untrained)));
    }
    String head =
        "%nOther measures%s%n%n".formatted(trained.course().afterLast())
            + "  %-17s   %-16s   %s%n".formatted("", "trained", "untrained");
    return lines.isEmpty() ? "" : head + lines;
  }

  private static String last(EvaluationReport report) {
    List<Double> errors = report.calibrations();
    return String.format(Locale.ROOT, "%.3f", errors.get(errors.size() - 1));
  }

  /** What the numbers alone do not say. */
  private String notes() {
    List<String> notes = new ArrayList<>(notesOfExtent());
    if (trained.notFinite() + untrained.notFinite() > 0) {
      notes.add(
          "left out, their error not being finite: %d trained, %d untrained"
              .formatted(trained.notFinite(), untrained.notFinite()));
    }
    EngineFailures.note(trained, untrained, "untrained")
        .ifPresent(note -> notes.add("left out, " + note));
    String text = notes.stream().map("  %s%n"::formatted).collect(Collectors.joining());
    return text.isEmpty() ? "" : "%n".formatted() + text;
  }

  /** How many tasks there were, where they are not as many as were asked for, or only one. */
  List<String> notesOfExtent() {
    List<String> notes = new ArrayList<>();
    Extent extent = trained.extent();
    if (trained.episodes() + trained.skipped() + extent.damaged() < extent.asked()) {
      notes.add(
          "%d tasks were asked for, and stored tasks are judged once each"
              .formatted(extent.asked()));
    }
    if (extent.damaged() > 0) {
      notes.add("left out, being damaged: %d".formatted(extent.damaged()));
    }
    if (trained.episodes() == 1) {
      notes.add("one task has no interval");
    }
    return notes;
  }

  private void append(
      StringBuilder text,
      Function<EvaluationReport, List<Estimate>> part,
      Function<Estimate, String> shown) {
    Course course = trained.course();
    text.append("%n  %s   trained            untrained%n".formatted(course.head()));
    for (int i = 0; i < part.apply(trained).size(); i++) {
      String left = shown.apply(part.apply(trained).get(i));
      String right = shown.apply(part.apply(untrained).get(i));
      text.append("  %s   %-16s   %s%n".formatted(course.row(i), left, right));
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
    EngineFailures.put(tree, report);
    tree.put("asked", report.extent().asked());
    OptionalLong available = report.extent().available();
    tree.put("available", available.isPresent() ? available.getAsLong() : null);
    tree.put("damaged", report.extent().damaged());
    tree.put("error", numbers(report.errors(), Estimate::mean));
    tree.put("interval", numbers(report.errors(), Estimate::halfWidth));
    for (Measure measure : report.measures()) {
      tree.put(measure.name(), numbers(measure.estimates(), Estimate::mean));
      tree.put(measure.name() + "_interval", numbers(measure.estimates(), Estimate::halfWidth));
    }
    if (!report.calibrations().isEmpty()) {
      tree.put("calibration_error", report.calibrations());
    }
    return tree;
  }

  private static List<Double> numbers(List<Estimate> estimates, ToDoubleFunction<Estimate> part) {
    return estimates.stream().map(part::applyAsDouble).map(Estimate::finite).toList();
  }
}
