package dev.kindling.predict;

import dev.kindling.adapt.Answered;
import dev.kindling.fault.Fault;
import dev.kindling.task.TargetKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model says of examples, one after the other. All numbers are written so that they read
 * back to the same bits.
 */
public final class Predictions {
  private static final String PREDICTED = "predicted";
  private static final String PROBABILITY = "probability";
  private static final String OF = " of ";

  private final RawExamples query;
  private final TargetCells cells;
  private final Answered answers;

  Predictions(RawExamples query, TargetCells cells, Answered answers) {
    this.query = query;
    this.cells = cells;
    this.answers = answers;
    requireFinite();
    if (columns().contains(query.key())) {
      throw Fault.usage(
          "the column %s of %s is called as an answer is; name another with --key"
              .formatted(query.key(), query.place()));
    }
  }

  private void requireFinite() {
    for (int i = 0; i < answers.questions(); i++) {
      for (int output = 0; output < answers.outputs(); output++) {
        if (!Float.isFinite(answers.score(i, output))) {
          throw Fault.diverged(
              "a finite answer is expected but that to %s is %s; adapt in fewer --steps, or to other examples"
                  .formatted(query.examples().get(i).place(), answers.score(i, output)));
        }
      }
    }
  }

  /** The names of what is said of an example, but for the name of the example itself. */
  private List<String> columns() {
    return switch (answers.kind()) {
      case NUMBERS -> numbered(PREDICTED);
      case BINARY -> numbered(PROBABILITY);
      case CLASSES ->
          Stream.concat(
                  Stream.of(PREDICTED),
                  cells.classNames().stream().map(name -> PROBABILITY + OF + name))
              .toList();
    };
  }

  private List<String> numbered(String name) {
    return answers.outputs() == 1
        ? List.of(name)
        : IntStream.rangeClosed(1, answers.outputs()).mapToObj(i -> name + i).toList();
  }

  private List<Object> said(int example) {
    List<Object> said = new ArrayList<>();
    if (answers.kind() == TargetKind.CLASSES) {
      said.add(cells.classNames().get(chosen(example)));
    }
    int outputs =
        answers.kind() == TargetKind.CLASSES ? cells.classNames().size() : answers.outputs();
    for (int output = 0; output < outputs; output++) {
      said.add(
          answers.kind() == TargetKind.NUMBERS
              ? (Object) answers.score(example, output)
              : (Object) answers.probability(example, output));
    }
    return said;
  }

  /** Of the classes that the task has, which may be fewer than the model tells apart. */
  private int chosen(int example) {
    int best = 0;
    for (int i = 1; i < cells.classNames().size(); i++) {
      best = answers.score(example, i) > answers.score(example, best) ? i : best;
    }
    return best;
  }

  /** Of how many examples. */
  public int count() {
    return answers.questions();
  }

  /** As CSV: a line of names, then a line for each example. */
  public Stream<String> csv() {
    Stream<Object> names = Stream.concat(Stream.of(query.key()), columns().stream());
    Stream<String> lines =
        IntStream.range(0, answers.questions())
            .mapToObj(i -> csv(Stream.concat(Stream.of(name(i)), said(i).stream())));
    return Stream.concat(Stream.of(csv(names)), lines);
  }

  private static String csv(Stream<Object> cells) {
    return String.join(",", cells.map(cell -> quoted(cell.toString())).toList());
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  /** The same of each example as an object, by the names of the columns. */
  public Stream<Map<String, Object>> objects() {
    List<String> columns = columns();
    return IntStream.range(0, answers.questions())
        .mapToObj(
            i -> {
              Map<String, Object> object = new LinkedHashMap<>();
              object.put(query.key(), name(i));
              List<Object> said = said(i);
              for (int column = 0; column < columns.size(); column++) {
                object.put(columns.get(column), said.get(column));
              }
              return object;
            });
  }

  private String name(int example) {
    return query.examples().get(example).name();
  }

  /** How right it is, where examples tell what is true; empty where none does. */
  public Optional<Rightness> rightness() {
    var sum = new Rightness.Sum(answers.kind());
    for (int i = 0; i < answers.questions(); i++) {
      Optional<float[]> truth = cells.ifKnown(query.examples().get(i));
      if (truth.isPresent()) {
        sum.add(truth.get(), guess(i));
      }
    }
    return sum.of(answers.questions());
  }

  private float[] guess(int example) {
    if (answers.kind() == TargetKind.CLASSES) {
      return new float[] {chosen(example)};
    }
    float[] guess = new float[answers.outputs()];
    for (int i = 0; i < guess.length; i++) {
      float score = answers.score(example, i);
      guess[i] = answers.kind() == TargetKind.NUMBERS ? score : score > 0 ? 1 : 0;
    }
    return guess;
  }
}
