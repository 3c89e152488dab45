package dev.kindling.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The parts of a mixture after the last inner step, a line for each. */
record PartsTable(List<Comparison.Part> parts) {

  String text() {
    EvaluationReport first = parts.get(0).trained();
    StringBuilder text = new StringBuilder();
    text.append("%nQuery error by part%s, on tasks of its own%n".formatted(first.afterSteps()));
    append(text, EvaluationReport::errors, Estimate::text);
    if (!first.accuracies().isEmpty()) {
      text.append("%nShare of query examples answered right by part%n".formatted());
      append(text, EvaluationReport::accuracies, Estimate::percentText);
    }
    return text.toString();
  }

  private void append(
      StringBuilder text,
      Function<EvaluationReport, List<Estimate>> estimates,
      Function<Estimate, String> shown) {
    int width = parts.stream().mapToInt(part -> part.name().length()).max().orElse(0);
    String row = "  %-" + Math.max(width, 4) + "s   %6s   %6s   %-16s   %s%n";
    text.append("%n".formatted());
    text.append(row.formatted("part", "share", "tasks", "trained", "untrained"));
    for (Comparison.Part part : parts) {
      String share = String.format(Locale.ROOT, "%.1f %%", 100 * part.share());
      String trained = shown.apply(last(estimates.apply(part.trained())));
      String untrained = shown.apply(last(estimates.apply(part.untrained())));
      int tasks = part.trained().episodes();
      text.append(row.formatted(part.name(), share, tasks, trained, untrained));
    }
  }

  private static Estimate last(List<Estimate> estimates) {
    return estimates.get(estimates.size() - 1);
  }
}
