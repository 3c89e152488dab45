package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Pictures of a few tasks with what the model says of them. */
record SampleSection(RunFiles run, String prefix, String heading) {

  private JsonNode samples() {
    return run.evaluation().path("samples");
  }

  boolean isEmpty() {
    return samples().size() == 0;
  }

  void add(Markup out) {
    String form = samples().path(0).path(SampleTree.FORM).asText();
    String note =
        "The first %s of the evaluation, not chosen by how well they went."
            .formatted(Shown.count(samples().size(), "task"));
    String marks =
        form.equals(SampleTree.IMAGES)
            ? " Below an image stands ✓, or ✗ with the class that it was taken for, and how sure the model is."
            : "";
    out.element("p", note + marks, "class", "note");
    boolean curves = form.equals(SampleTree.CURVE);
    out.open("div", "class", curves ? "charts" : "samples").line();
    int number = 0;
    for (JsonNode sample : samples()) {
      number++;
      switch (sample.path(SampleTree.FORM).asText()) {
        case SampleTree.CURVE -> curve(out, sample, number);
        case SampleTree.IMAGES -> images(out, sample);
        default -> rows(out, sample);
      }
    }
    out.close("div").line();
  }

  private static double error(JsonNode sample, int step) {
    JsonNode errors = sample.path("error");
    return Judged.real(errors.path(step < 0 ? errors.size() - 1 : step));
  }

  /** From how many examples a task was learned, and how well. */
  private String outcome(JsonNode sample) {
    String learned = "learned from " + Shown.count(sample.path("support").asLong(), "example");
    JsonNode right = sample.path("right");
    int steps = sample.path("error").size() - 1;
    String after = run.isAtOnce() ? "" : " after " + Shown.count(steps, "inner step");
    if (right.size() > 0) {
      long last = right.path(right.size() - 1).asLong();
      String before = steps == 0 ? "" : ", %d before".formatted(right.path(0).asLong());
      return "%s; %d of %d answered right%s%s"
          .formatted(learned, last, sample.path("query").asLong(), after, before);
    }
    String before = steps == 0 ? "" : ", %s before".formatted(Shown.number(error(sample, 0)));
    return "%s; error %s%s%s".formatted(learned, Shown.number(error(sample, -1)), after, before);
  }

  private String caption(JsonNode sample) {
    int steps = sample.path("error").size() - 1;
    String last = "error %s".formatted(Shown.number(error(sample, -1)));
    return steps == 0
        ? last
        : "%s after %s, %s before"
            .formatted(last, Shown.count(steps, "inner step"), Shown.number(error(sample, 0)));
  }

  private void curve(Markup out, JsonNode sample, int number) {
    double[] inputs = reals(sample.path("inputs"));
    List<Series> series = new ArrayList<>();
    String[] styles = {"s1", "s2", "s0"};
    JsonNode curves = sample.path("curves");
    for (int i = 0; i < curves.size(); i++) {
      long steps = curves.path(i).path("steps").asLong();
      String name = steps == 0 ? "before" : "after " + Shown.count(steps, "step");
      String style = i == curves.size() - 1 ? styles[2] : styles[i];
      String shown = run.isAtOnce() ? "the model" : name;
      series.add(Series.line(shown, style, inputs, reals(curves.path(i).path("values"))));
    }
    series.add(points("true values", "truth", Series.Form.POINTS, sample.path("asked")));
    series.add(points("learned from", "support", Series.Form.SQUARES, sample.path("learned_from")));
    String id = prefix + "sample-" + number;
    String words = "Task %s, %s.".formatted(sample.path("task").asText(), outcome(sample));
    out.add(new Chart(id, caption(sample), words, "input", "value", series).markup());
  }

  private static Series points(String name, String style, Series.Form form, JsonNode points) {
    double[] x = new double[points.size()];
    double[] y = new double[points.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = Judged.real(points.path(i).path(0));
      y[i] = Judged.real(points.path(i).path(1));
    }
    return Series.points(name, style, form, x, y);
  }

  private static double[] reals(JsonNode list) {
    double[] reals = new double[list.size()];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = Judged.real(list.path(i));
    }
    return reals;
  }

  private void images(Markup out, JsonNode sample) {
    out.open("div", "class", "sample");
    out.element(heading, sample.path("task").asText(), "class", "task");
    out.element("p", outcome(sample), "class", "note").line();
    TreeMap<Integer, List<JsonNode>> learned = byClass(sample.path("learned_from"));
    TreeMap<Integer, List<JsonNode>> asked = byClass(sample.path("asked"));
    out.open("dl", "class", "classes").line();
    for (var row : learned.entrySet()) {
      out.element("dt", "class " + row.getKey());
      out.open("dd", "class", "tiles");
      row.getValue().forEach(tile -> learned(out, tile));
      asked.getOrDefault(row.getKey(), List.of()).forEach(tile -> asked(out, tile));
      out.close("dd").line();
    }
    out.close("dl").close("div").line();
  }

  private static TreeMap<Integer, List<JsonNode>> byClass(JsonNode tiles) {
    var classes = new TreeMap<Integer, List<JsonNode>>();
    for (JsonNode tile : tiles) {
      classes.computeIfAbsent(tile.path("class").asInt(), none -> new ArrayList<>()).add(tile);
    }
    return classes;
  }

  private static void learned(Markup out, JsonNode tile) {
    int way = tile.path("class").asInt();
    out.open("span", "class", "tile given");
    picture(out, tile, "example of class %d to learn from".formatted(way));
    out.element("span", "given", "class", "said").close("span");
  }

  private static void asked(Markup out, JsonNode tile) {
    int way = tile.path("class").asInt();
    int after = tile.path("after").asInt();
    boolean right = after == way && tile.path("sure").isNumber();
    String words =
        "query example of class %d, taken for class %d: %s"
            .formatted(way, after, right ? "right" : "wrong");
    out.open("span", "class", right ? "tile right" : "tile wrong");
    picture(out, tile, words);
    String mark = right ? "✓" : "✗ " + after;
    String sure = tile.path("sure").isNumber() ? percent(tile.path("sure").asDouble()) : "?";
    out.element("span", mark + " " + sure, "class", "said").close("span");
  }

  private static String percent(double share) {
    return Math.round(100 * share) + "%";
  }

  private static void picture(Markup out, JsonNode tile, String words) {
    String png = tile.path("png").asText();
    boolean harmless = png.matches("[A-Za-z0-9+/=]*");
    out.open(
        "img",
        "src",
        "data:image/png;base64," + (harmless ? png : ""),
        "alt",
        words,
        "width",
        "48",
        "height",
        "48");
  }

  private void rows(Markup out, JsonNode sample) {
    List<String> head = new ArrayList<>(List.of("query"));
    sample.path("columns").forEach(column -> head.add(column.asText()));
    long more = sample.path("more_columns").asLong();
    if (more > 0) {
      head.add("more");
    }
    head.add("true");
    boolean steps = sample.path("error").size() > 1;
    if (steps) {
      head.add("before adapting");
    }
    head.add(steps ? "adapted" : "answer");
    String caption = "%s: %s".formatted(sample.path("task").asText(), outcome(sample));
    var table = new PageTable(caption, head);
    int number = 0;
    for (JsonNode row : sample.path("rows")) {
      number++;
      List<String> cells = new ArrayList<>(List.of(Integer.toString(number)));
      row.path("features").forEach(cell -> cells.add(cell.asText()));
      if (more > 0) {
        cells.add("+" + more);
      }
      cells.add(row.path("target").asText());
      if (steps) {
        cells.add(row.path("before").asText());
      }
      cells.add(marked(row));
      table.row(cells);
    }
    table.add(out);
  }

  private static String marked(JsonNode row) {
    String mark = row.has("right") ? (row.path("right").asBoolean() ? " ✓" : " ✗") : "";
    return row.path("after").asText() + mark;
  }
}
