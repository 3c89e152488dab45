package dev.kindling.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Models that were judged on the same tasks, side by side. The others are held against the first.
 */
public record Standings(List<Standing> standings) {
  private static final String ACCURACY = "accuracy";

  public Standings {
    standings = List.copyOf(standings);
  }

  /** Tables for people. */
  public String text() {
    return "Query error on %s%s, mean and 95 %% interval%n%n"
            .formatted(first().trained().tasks(), afterLast())
        + results()
        + differences()
        + notes()
        + parts();
  }

  /** The same for each part of a mixture, on tasks of its own. */
  private String parts() {
    StringBuilder text = new StringBuilder();
    for (int part = 0; part < first().comparison().parts().size(); part++) {
      String name = first().comparison().parts().get(part).name();
      text.append("%nOf the part %s: ".formatted(name)).append(ofPart(part).text());
    }
    return text.toString();
  }

  private Standings ofPart(int part) {
    return new Standings(standings.stream().map(each -> each.ofPart(part)).toList());
  }

  /** Models may go through a task in inner steps or learn it at once. */
  private String afterLast() {
    boolean steps =
        standings.stream().anyMatch(standing -> standing.trained().course() == Course.STEPS);
    return steps ? " after the last inner step" : "";
  }

  private Standing first() {
    return standings.get(0);
  }

  private List<String> measures() {
    return first().trained().measures().stream().map(Measure::name).toList();
  }

  private String results() {
    StringBuilder text = new StringBuilder();
    text.append(row("run", "learner", "steps", "error", measures(), "ms a task"));
    for (Standing standing : standings) {
      EvaluationReport trained = standing.trained();
      int last = trained.errors().size() - 1;
      String millis =
          Double.isNaN(standing.millisPerTask())
              ? ""
              : String.format(Locale.ROOT, "%.3g", standing.millisPerTask());
      text.append(row(standing.run(), standing.learner(), trained, last, millis));
      if (last > 0) {
        text.append(row("  not adapted", "", trained, 0, ""));
      }
      text.append(row("  not trained", "", standing.untrained(), last, ""));
    }
    return text.toString();
  }

  private String row(String run, String learner, EvaluationReport report, int step, String millis) {
    List<String> shown = new ArrayList<>();
    for (String name : measures()) {
      shown.add(
          report.measures().stream()
              .filter(measure -> measure.name().equals(name))
              .map(measure -> shown(name, measure.estimates().get(step)))
              .findFirst()
              .orElse(""));
    }
    String error = report.errors().get(step).text();
    String steps = report.course() == Course.AT_ONCE ? "-" : Integer.toString(step);
    return row(run, learner, steps, error, shown, millis);
  }

  private static String shown(String measure, Estimate estimate) {
    return measure.equals(ACCURACY) ? estimate.percentText() : estimate.text();
  }

  private String row(
      String run, String learner, String steps, String error, List<String> measures, String end) {
    String name = "%-" + width() + "s";
    String cells =
        measures.stream().map("  %-18s"::formatted).collect(Collectors.joining()).stripTrailing();
    String line =
        ("  " + name + "  %-16s  %5s  %-18s").formatted(run, learner, steps, error) + cells;
    return (end.isEmpty() ? line.stripTrailing() : padded(line, measures.size()) + end) + "\n";
  }

  /** What comes last stands in a column of its own, however long the cells before it are. */
  private String padded(String line, int measures) {
    int column = 2 + width() + 2 + 16 + 2 + 5 + 2 + 18 + 20 * measures + 2;
    return line + " ".repeat(Math.max(2, column - line.length()));
  }

  private int width() {
    int longest = standings.stream().mapToInt(standing -> standing.run().length()).max().orElse(0);
    return Math.max(longest, "  not adapted".length());
  }

  private String differences() {
    if (standings.size() < 2) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%nDifference from %s on the tasks that count for both, mean and 95 %% interval%n%n"
            .formatted(first().run()));
    text.append(row("run", "", "tasks", "error", measures(), "by error"));
    for (int i = 1; i < standings.size(); i++) {
      String run = standings.get(i).run();
      text.append(
          PairedDifference.of(first().trained(), standings.get(i).trained())
              .map(difference -> row(run, difference))
              .orElseGet(() -> row(run, "", "0", "", List.of(), "no task counts for both")));
    }
    return text.toString();
  }

  private String row(String run, PairedDifference difference) {
    List<String> shown =
        difference.measures().stream()
            .map(measure -> difference(measure.name(), measure.last()))
            .toList();
    return row(
        run,
        "",
        Integer.toString(difference.tasks()),
        difference.error().differenceText(),
        shown,
        difference.ruling().text());
  }

  private static String difference(String measure, Estimate estimate) {
    return measure.equals(ACCURACY) ? estimate.pointsText() : estimate.differenceText();
  }

  /** Tasks that a model was not judged on are not passed over in silence. */
  private String notes() {
    List<String> notes = new ArrayList<>(first().comparison().notesOfExtent());
    for (Standing standing : standings) {
      int trained = standing.trained().notFinite();
      int untrained = standing.untrained().notFinite();
      if (trained + untrained > 0) {
        notes.add(
            "left out of %s, their error not being finite: %d trained, %d not trained"
                .formatted(standing.run(), trained, untrained));
      }
      EngineFailures.note(standing.trained(), standing.untrained(), "not trained")
          .ifPresent(note -> notes.add("left out of %s, %s".formatted(standing.run(), note)));
    }
    int repeated = PairedDifference.repeated(first().trained()).size();
    if (repeated > 0 && standings.size() > 1) {
      notes.add(
          "names that several tasks have, so that those are not in the differences: %d"
              .formatted(repeated));
    }
    String text = notes.stream().map("  %s%n"::formatted).collect(Collectors.joining());
    return text.isEmpty() ? "" : "%n".formatted() + text;
  }

  /** The same as nested maps, for JSON: one for each model. */
  public List<Map<String, Object>> trees() {
    return IntStream.range(0, standings.size()).mapToObj(this::tree).toList();
  }

  /** The same without the first. */
  public List<Map<String, Object>> others() {
    return trees().subList(1, standings.size());
  }

  private Map<String, Object> tree(int place) {
    Map<String, Object> tree = new LinkedHashMap<>(standings.get(place).tree());
    if (place > 0) {
      tree.put("difference_from_first", difference(place));
      List<Map<String, Object>> ofParts = new ArrayList<>();
      for (int part = 0; part < first().comparison().parts().size(); part++) {
        ofParts.add(ofPart(part).difference(place));
      }
      if (!ofParts.isEmpty()) {
        tree.put("differences_of_parts", ofParts);
      }
    }
    return tree;
  }

  /** Null, as in JSON, where no task counts for both. */
  private Map<String, Object> difference(int place) {
    return PairedDifference.of(first().trained(), standings.get(place).trained())
        .map(PairedDifference::tree)
        .orElse(null);
  }
}
