package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How tasks differ: all of them in order, and those that the model is best and worst at. */
record RankedSection(RunFiles run, String prefix) {

  boolean isEmpty() {
    return run.evaluation().path("best").size() == 0;
  }

  private String measure() {
    return run.evaluation().path("ranked_by").asText(Judged.ERROR);
  }

  void add(Markup out) {
    JsonNode quantiles = run.evaluation().path("quantiles");
    if (quantiles.path("trained").size() > 1) {
      out.open("div", "class", "charts").line();
      spread(out, quantiles);
      out.close("div").line();
    }
    table("The tasks it is best at", run.evaluation().path("best")).add(out);
    if (run.evaluation().path("worst").size() > 0) {
      table("The tasks it is worst at, the worst first", run.evaluation().path("worst")).add(out);
    }
  }

  private void spread(Markup out, JsonNode quantiles) {
    List<Series> series = new ArrayList<>();
    if (quantiles.path("untrained").size() > 1) {
      series.add(series("untrained", "s1", quantiles.path("untrained")));
    }
    Series trained = series("trained", "s0", quantiles.path("trained"));
    series.add(trained);
    int last = trained.y().length - 1;
    String words =
        "From the best task to the worst, the trained model goes from %s by %s in the middle to %s."
            .formatted(
                Shown.value(measure(), trained.y()[0]),
                Shown.value(measure(), trained.y()[last / 2]),
                Shown.value(measure(), trained.y()[last]));
    boolean shares = measure().equals(Shown.ACCURACY);
    String title = shares ? "Answered right, task by task" : "Error, task by task";
    out.add(
        new Chart(
                prefix + "spread",
                title,
                words,
                "per cent of tasks, the best first",
                measure(),
                series)
            .markup());
  }

  private Series series(String name, String style, JsonNode quantiles) {
    int count = quantiles.size();
    double[] x = new double[count];
    double[] y = new double[count];
    boolean shares = measure().equals(Shown.ACCURACY);
    for (int i = 0; i < count; i++) {
      x[i] = 100.0 * i / (count - 1);
      y[i] = Judged.real(quantiles.path(shares ? count - 1 - i : i));
    }
    return Series.line(name, style, x, y);
  }

  private PageTable table(String caption, JsonNode tasks) {
    boolean steps = run.trained().innerSteps() > 0;
    boolean shares = measure().equals(Shown.ACCURACY);
    List<String> head = new ArrayList<>(List.of("task"));
    head.add(shares ? "answered right" : "error");
    if (steps) {
      head.add("before adapting");
    }
    head.add("untrained");
    if (shares) {
      head.add("error");
    }
    var table = new PageTable(caption, head);
    for (JsonNode task : tasks) {
      List<String> cells = new ArrayList<>(List.of(task.path("task").asText()));
      cells.add(Shown.value(measure(), Judged.real(task.path("after"))));
      if (steps) {
        cells.add(Shown.value(measure(), Judged.real(task.path("before"))));
      }
      JsonNode untrained = task.path("untrained");
      cells.add(untrained.isNumber() ? Shown.value(measure(), untrained.asDouble()) : "not known");
      if (shares) {
        cells.add(Shown.number(Judged.real(task.path("error"))));
      }
      table.row(cells);
    }
    return table;
  }
}
