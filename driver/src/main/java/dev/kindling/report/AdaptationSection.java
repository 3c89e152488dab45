package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kindling.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How tasks are learned: curves over inner steps, and the trained model beside its baselines. */
record AdaptationSection(RunFiles run, String prefix) {
  private static final String ADAPTED = "trained, adapted";
  private static final String NONE = "–";
  private static final String RUN = "run";

  void add(Markup out) {
    Judged trained = run.trained();
    if (trained.innerSteps() > 0) {
      out.open("div", "class", "charts").line();
      List<String> measures = new ArrayList<>(List.of(trained.chief()));
      if (!trained.chief().equals(Judged.ERROR)) {
        measures.add(Judged.ERROR);
      }
      measures.forEach(measure -> chart(out, measure));
      out.close("div").line();
    }
    baselines(out);
    parts(out);
  }

  private void chart(Markup out, String measure) {
    Series trained = series("trained", "s0", run.trained(), measure);
    Series untrained = series("untrained", "s1", run.untrained(), measure);
    String title =
        measure.equals(Shown.ACCURACY)
            ? "Query examples answered right"
            : "Error on query examples";
    String words =
        "After 0 to %d inner steps the trained model goes from %s to %s, the untrained one from %s to %s. Bands are 95 %% intervals."
            .formatted(
                run.trained().innerSteps(),
                value(measure, run.trained(), 0),
                value(measure, run.trained(), run.trained().innerSteps()),
                value(measure, run.untrained(), 0),
                value(measure, run.untrained(), run.trained().innerSteps()));
    String id = prefix + "adapt-" + measure;
    out.add(
        new Chart(id, title, words, "inner steps", measure, List.of(untrained, trained)).markup());
  }

  private static String value(String measure, Judged judged, int step) {
    List<Estimate> all = judged.estimates(measure);
    return step < all.size() ? Shown.estimate(measure, all.get(step)) : "unknown";
  }

  /** What is known after 0, 1, ... inner steps, with intervals. */
  static Series series(String name, String style, Judged judged, String measure) {
    List<Estimate> all = judged.estimates(measure);
    return new Series(
        name,
        style,
        Series.Form.STEPS,
        IntStream.range(0, all.size()).asDoubleStream().toArray(),
        all.stream().mapToDouble(Estimate::mean).toArray(),
        all.stream().mapToDouble(Estimate::halfWidth).toArray());
  }

  private void baselines(Markup out) {
    List<String> measures = run.trained().measures();
    List<String> head = new ArrayList<>(List.of("model", "inner steps"));
    measures.forEach(measure -> head.add(measure.replace('_', ' ')));
    var table =
        new PageTable("The trained model beside its baselines, means with 95 % intervals", head);
    int last = run.trained().innerSteps();
    String steps = run.isAtOnce() ? "at once" : Integer.toString(last);
    table.row(cells(last > 0 ? ADAPTED : "trained", steps, run.trained(), measures, last));
    if (last > 0) {
      table.row(cells("trained, not adapted", "0", run.trained(), measures, 0));
    }
    String untrained = last > 0 ? "untrained, adapted" : "untrained";
    table.row(cells(untrained, steps, run.untrained(), measures, last));
    run.baselines().forEach(other -> rows(table, other, measures));
    table.add(out);
    differences(out);
  }

  private static List<String> cells(
      String model, String steps, Judged judged, List<String> measures, int step) {
    List<String> cells = new ArrayList<>(List.of(model, steps));
    measures.forEach(measure -> cells.add(value(measure, judged, step)));
    return cells;
  }

  /** Of another run. */
  private static void rows(PageTable table, JsonNode other, List<String> measures) {
    String name = "%s (%s)".formatted(other.path(RUN).asText(), other.path("learner").asText());
    var judged = new Judged(other.path("trained"));
    int last = judged.innerSteps();
    String steps = last > 0 ? Integer.toString(last) : NONE;
    table.row(cells(last > 0 ? name + ", adapted" : name, steps, judged, measures, last));
    if (last > 0) {
      table.row(cells(name + ", not adapted", "0", judged, measures, 0));
    }
  }

  /** Task by task, so that what makes a task hard for both models cancels out. */
  private void differences(Markup out) {
    if (run.baselines().isEmpty()) {
      return;
    }
    List<String> head = List.of("other model", "tasks", "its error less this one's", "so it is");
    var table = new PageTable("Differences task by task, means with 95 % intervals", head);
    for (JsonNode other : run.baselines()) {
      JsonNode difference = other.path("difference_from_first");
      boolean known = difference.isObject();
      var estimate =
          new Estimate(
              Judged.real(difference.path("error")),
              Judged.real(difference.path("error_interval")));
      table.row(
          List.of(
              other.path(RUN).asText(),
              Shown.count(difference.path("tasks").asLong()),
              known ? estimate.differenceText() : NONE,
              known ? difference.path("ruling").asText() : "not known: no task counts for both"));
    }
    table.add(out);
  }

  /** Of a mixture. */
  private void parts(Markup out) {
    JsonNode parts = run.comparison().path("parts");
    if (parts.size() == 0) {
      return;
    }
    String measure = run.trained().chief();
    var table =
        new PageTable(
            "Each part of the mixture, judged on tasks of its own: " + measure.replace('_', ' '),
            List.of("part", "share of tasks", "trained", "untrained"));
    for (JsonNode part : parts) {
      table.row(
          List.of(
              part.path("name").asText(),
              Shown.percent(part.path("share").asDouble()),
              Shown.estimate(measure, new Judged(part.path("trained")).last(measure)),
              Shown.estimate(measure, new Judged(part.path("untrained")).last(measure))));
    }
    table.add(out);
  }
}
