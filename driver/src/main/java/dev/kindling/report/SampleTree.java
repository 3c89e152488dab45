package dev.kindling.report;

import dev.kindling.episode.TaskAnswers;
import dev.kindling.metric.Answers;
import dev.kindling.task.Examples;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.HostTensor;
import dev.kindling.task.TargetKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A task with a model's answers as a nested map of bounded size, for JSON. */
record SampleTree(TaskAnswers answers, List<FeatureColumn> columns) {
  static final String FORM = "form";
  static final String IMAGES = "images";
  static final String CURVE = "curve";
  static final String ROWS = "rows";

  private static final int MOST_ROWS = 8;
  private static final int MOST_COLUMNS = 6;
  private static final int MOST_CLASSES = 8;
  private static final int MOST_OF_A_CLASS = 6;
  private static final int MOST_POINTS = 200;

  /** Images as pictures, all else as rows. */
  Map<String, Object> tree() {
    Examples support = answers.task().support();
    boolean pictures = TilePicture.fits(support) && first().kind() == TargetKind.CLASSES;
    return pictures ? images() : rows();
  }

  private Answers first() {
    return answers.steps().get(0);
  }

  private Answers last() {
    return answers.steps().get(answers.steps().size() - 1);
  }

  private Map<String, Object> begin(String form) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("task", answers.task().name());
    tree.put(FORM, form);
    tree.put("support", answers.task().support().count());
    tree.put("query", answers.task().query().count());
    tree.put("error", answers.errors().stream().map(EvaluationFile::finite).toList());
    if (first().kind() == TargetKind.CLASSES) {
      tree.put("right", answers.steps().stream().map(SampleTree::right).toList());
    }
    return tree;
  }

  private static long right(Answers step) {
    return IntStream.range(0, step.examples())
        .filter(example -> new AnswerText(step, example).isRight())
        .count();
  }

  /**
   * With what the model says of evenly spread inputs: before the first inner step, after it, and
   * after the last.
   */
  Map<String, Object> curve(TaskAnswers spread) {
    Map<String, Object> tree = begin(CURVE);
    tree.put("learned_from", points(answers.task().support()));
    tree.put("asked", points(answers.task().query()));
    float[] grid = spread.task().query().features().floats();
    tree.put("inputs", floats(grid));
    int steps = spread.steps().size() - 1;
    List<Map<String, Object>> curves = new ArrayList<>();
    for (int step : new TreeSet<>(List.of(0, Math.min(1, steps), steps))) {
      Map<String, Object> curve = new LinkedHashMap<>();
      curve.put("steps", step);
      curve.put("values", floats(spread.steps().get(step).scores()));
      curves.add(curve);
    }
    tree.put("curves", curves);
    return tree;
  }

  private static List<List<Double>> points(Examples examples) {
    return IntStream.range(0, Math.min(MOST_POINTS, examples.count()))
        .mapToObj(i -> floats(examples.features().floats()[i], examples.targets().floats()[i]))
        .toList();
  }

  private static List<Double> floats(float... values) {
    List<Double> numbers = new ArrayList<>();
    for (float value : values) {
      numbers.add(EvaluationFile.finite(Double.parseDouble(Float.toString(value))));
    }
    return numbers;
  }

  private Map<String, Object> images() {
    Map<String, Object> tree = begin(IMAGES);
    tree.put("learned_from", tiles(answers.task().support(), false));
    tree.put("asked", tiles(answers.task().query(), true));
    return tree;
  }

  private List<Map<String, Object>> tiles(Examples examples, boolean asked) {
    int[] ofClass = new int[MOST_CLASSES];
    List<Map<String, Object>> tiles = new ArrayList<>();
    for (int i = 0; i < examples.count(); i++) {
      int way = (int) examples.targets().floats()[i];
      if (way < MOST_CLASSES && ofClass[way]++ < MOST_OF_A_CLASS) {
        Map<String, Object> tile = new LinkedHashMap<>();
        tile.put("class", way);
        if (asked) {
          tile.put("before", first().chosen(i));
          tile.put("after", last().chosen(i));
          tile.put("sure", EvaluationFile.finite(last().probability(i, last().chosen(i))));
        }
        tile.put("png", new TilePicture(examples, i).base64());
        tiles.add(tile);
      }
    }
    return tiles;
  }

  private Map<String, Object> rows() {
    Map<String, Object> tree = begin(ROWS);
    Examples query = answers.task().query();
    HostTensor features = query.features();
    boolean plain = features.rank() <= 2;
    int width = features.size() / query.count();
    int shown = plain ? Math.min(MOST_COLUMNS, width) : 0;
    tree.put("columns", IntStream.range(0, shown).mapToObj(this::column).toList());
    tree.put("more_columns", plain ? width - shown : 0);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int example = 0; example < Math.min(MOST_ROWS, query.count()); example++) {
      int start = example * width;
      Map<String, Object> row = new LinkedHashMap<>();
      row.put(
          "features",
          IntStream.range(start, start + shown)
              .mapToObj(at -> Shown.number(features.floats()[at]))
              .toList());
      row.put("target", new AnswerText(first(), example).target());
      row.put("before", new AnswerText(first(), example).said());
      row.put("after", new AnswerText(last(), example).said());
      if (first().kind() == TargetKind.CLASSES) {
        row.put("right", new AnswerText(last(), example).isRight());
      }
      rows.add(row);
    }
    tree.put("rows", rows);
    return tree;
  }

  private String column(int at) {
    return at < columns.size() ? columns.get(at).name() : "feature " + (at + 1);
  }
}
