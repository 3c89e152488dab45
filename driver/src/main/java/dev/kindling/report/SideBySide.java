package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Several runs in one table and in shared charts. */
record SideBySide(List<RunFiles> runs) {
  private static final int STYLES = 6;

  void add(Markup out) {
    table().add(out);
    note(out);
    String measure = measure();
    out.open("div", "class", "charts").line();
    chart(
        out,
        "all-adapt",
        title(measure, "Adapting to a test task"),
        "inner steps",
        measure,
        (run, style) -> AdaptationSection.series(run.name(), style, run.trained(), measure));
    chart(
        out,
        "all-validation",
        title(measure, "Validation"),
        "outer steps",
        measure,
        (run, style) -> run.metrics().validation(measure, run.name(), style));
    chart(
        out,
        "all-loss",
        "Training loss",
        "outer steps",
        "loss",
        (run, style) ->
            MetricLines.smooth(run.metrics().loss(run.name(), style), run.name(), style));
    out.close("div").line();
  }

  private static String title(String measure, String what) {
    return what + (measure.equals(Shown.ACCURACY) ? ": answered right" : ": error");
  }

  /** What all judged runs tell. */
  private String measure() {
    boolean shares =
        runs.stream()
            .filter(RunFiles::isJudged)
            .allMatch(run -> run.trained().tells(Shown.ACCURACY));
    return shares && runs.stream().anyMatch(RunFiles::isJudged) ? Shown.ACCURACY : Judged.ERROR;
  }

  private PageTable table() {
    String measure = measure();
    List<String> head = new ArrayList<>(List.of("run", "learner", "model", "outer steps"));
    String shown = measure.equals(Shown.ACCURACY) ? "answered right" : "error";
    head.addAll(List.of(shown, "not adapted", "untrained", "time in steps"));
    var table = new PageTable("The runs side by side, means with 95 % intervals", head);
    for (int i = 0; i < runs.size(); i++) {
      RunFiles run = runs.get(i);
      boolean steps = run.isJudged() && run.trained().innerSteps() > 0;
      String none = "not judged";
      table.row(
          style(i),
          List.of(
              run.name(),
              run.kind("learner").orElse("not known"),
              run.kind("model").orElse("not known"),
              Shown.count(run.metrics().lastStep()),
              run.isJudged() ? Shown.estimate(measure, run.trained().last(measure)) : none,
              steps ? Shown.estimate(measure, run.trained().estimates(measure).get(0)) : "–",
              run.isJudged() ? Shown.estimate(measure, run.untrained().last(measure)) : none,
              Shown.seconds(run.metrics().total())));
    }
    return table;
  }

  private static String style(int run) {
    return "s" + run % STYLES;
  }

  /** Means over other tasks say little of which model is better. */
  private void note(Markup out) {
    List<JsonNode> judged =
        runs.stream().filter(RunFiles::isJudged).map(SideBySide::tasks).distinct().toList();
    String note =
        judged.size() > 1
            ? "The runs were judged on different tasks, so their numbers do not compare; kindling compare judges them on the same ones."
            : "Which differences are more than chance kindling compare tells, task by task.";
    out.element("p", note, "class", "note").line();
  }

  private static JsonNode tasks(RunFiles run) {
    return run.result().path("judged_on");
  }

  private void chart(
      Markup out,
      String id,
      String title,
      String x,
      String measure,
      BiFunction<RunFiles, String, Series> series) {
    List<Series> all = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Series one = series.apply(runs.get(i), style(i));
      int last = one.y().length - 1;
      if (last > 0) {
        all.add(one);
        words.add(
            "%s goes from %s to %s"
                .formatted(
                    runs.get(i).name(),
                    Shown.value(measure, one.y()[0]),
                    Shown.value(measure, one.y()[last])));
      }
    }
    if (!all.isEmpty()) {
      out.add(new Chart(id, title, String.join("; ", words) + ".", x, measure, all).markup());
    }
  }
}
