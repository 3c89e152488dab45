package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How training went: losses and validations over outer steps, and where the time went. */
record TrainingSection(RunFiles run, String prefix) {
  private static final double BAR = 440;

  boolean isEmpty() {
    return run.metrics().steps().isEmpty()
        && run.metrics().validations().isEmpty()
        && run.metrics().rollbacks().isEmpty();
  }

  void add(Markup out) {
    rollbacks(out);
    out.open("div", "class", "charts").line();
    loss(out);
    for (String measure : List.of(Shown.ACCURACY, Judged.ERROR)) {
      validation(out, measure);
    }
    out.close("div").line();
  }

  private void rollbacks(Markup out) {
    List<JsonNode> rollbacks = run.metrics().rollbacks();
    if (rollbacks.isEmpty()) {
      return;
    }
    var table =
        new PageTable(
            "The run diverged and went back %s; charts show the steps that count"
                .formatted(Shown.count(rollbacks.size(), "time")),
            List.of("step that diverged", "went back to step", "outer rate from there", "why"));
    for (JsonNode line : rollbacks) {
      table.row(
          List.of(
              Shown.count(line.path("diverged").asLong()),
              Shown.count(line.path("step").asLong()),
              rate(line),
              line.path("reason").asText("not known")));
    }
    table.add(out);
  }

  private static String rate(JsonNode line) {
    String times = Shown.number(line.path("rate_factor").asDouble()) + " times as set";
    JsonNode rate = line.path("rate");
    return rate.isNumber() ? Shown.number(rate.asDouble()) + ", " + times : times;
  }

  private void loss(Markup out) {
    Series raw = run.metrics().loss("", "faint");
    if (raw.y().length < 2) {
      return;
    }
    Series smooth = MetricLines.smooth(raw, "", "s0");
    int last = raw.y().length - 1;
    String words =
        "The training loss goes from %s at step %s to %s at step %s, as a mean over neighbouring lines of the metrics."
            .formatted(
                Shown.number(smooth.y()[0]),
                Shown.number(raw.x()[0]),
                Shown.number(smooth.y()[last]),
                Shown.number(raw.x()[last]));
    var chart =
        new Chart(
            prefix + "loss", "Training loss", words, "outer steps", "loss", List.of(raw, smooth));
    out.add(chart.markup());
  }

  private void validation(Markup out, String measure) {
    Series series = run.metrics().validation(measure, "", "s0");
    int last = series.y().length - 1;
    if (last < 0) {
      return;
    }
    String words =
        "%s of the validation tasks after the last inner step: %s at step %s, %s at step %s. The band is the 95 %% interval."
            .formatted(
                measure.equals(Shown.ACCURACY) ? "Share of right answers" : "Mean error",
                Shown.value(measure, series.y()[0]),
                Shown.number(series.x()[0]),
                Shown.value(measure, series.y()[last]),
                Shown.number(series.x()[last]));
    String title =
        measure.equals(Shown.ACCURACY) ? "Validation: answered right" : "Validation: error";
    out.add(
        new Chart(
                prefix + "validation-" + measure,
                title,
                words,
                "outer steps",
                measure,
                List.of(series))
            .markup());
  }

  boolean hasTime() {
    return run.metrics().total() > 0;
  }

  void addTime(Markup out) {
    Map<String, Double> seconds = run.metrics().seconds();
    double total = run.metrics().total();
    List<String> parts = new ArrayList<>();
    seconds.forEach((phase, time) -> parts.add(phase + " " + Shown.percent(time / total)));
    out.open("figure", "class", "time");
    String words = String.join(", ", parts);
    String[] stretched = {"viewBox", "0 0 440 24", "preserveAspectRatio", "none"};
    out.picture(prefix + "time", "Time per phase", words, stretched);
    double left = 0;
    int place = 0;
    for (double time : seconds.values()) {
      double width = BAR * time / total;
      segment(out, "p" + place++, left, Math.max(0, width - 1));
      left += width;
    }
    out.close("svg").close("figure").line();
    phases(seconds, total).add(out);
  }

  private static void segment(Markup out, String style, double left, double width) {
    String x = Shown.number(left);
    String wide = Shown.number(width);
    out.open("rect", "class", style, "x", x, "y", "0", "width", wide, "height", "24");
    out.close("rect");
  }

  private static PageTable phases(Map<String, Double> seconds, double total) {
    var table =
        new PageTable(
            "Time of all outer steps by phase, %s in all".formatted(Shown.seconds(total)),
            List.of("phase", "time", "share"));
    int place = 0;
    for (var phase : seconds.entrySet()) {
      table.row(
          "p" + place++,
          List.of(
              phase.getKey(),
              Shown.seconds(phase.getValue()),
              Shown.percent(phase.getValue() / total)));
    }
    return table;
  }
}
