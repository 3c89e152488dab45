package dev.kindling.predict;

import dev.kindling.fault.Fault;
import dev.kindling.form.InputForm;
import dev.kindling.form.NumberColumn;
import dev.kindling.form.TableForm;
import dev.kindling.form.TableReading;
import dev.kindling.form.TargetColumn;
import dev.kindling.form.Unseen;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Turns cells of the columns to be predicted into what a model takes. Where a model does not know
 * the classes of a task by name, those of the support examples are numbered in ascending order.
 */
final class TargetCells {
  private final List<String> columns;
  private final List<String> classNames;
  private final ToDoubleBiFunction<Integer, Object> reading;

  private TargetCells(
      List<String> columns, List<String> classNames, ToDoubleBiFunction<Integer, Object> reading) {
    this.columns = columns;
    this.classNames = classNames;
    this.reading = reading;
  }

  /**
   * Of a task.
   *
   * @param columns to be predicted
   */
  static TargetCells of(
      TaskShape shape, InputForm form, List<String> columns, RawExamples support) {
    if (form instanceof TableForm table) {
      return ofTable(table, shape);
    }
    if (shape.targetKind() == TargetKind.CLASSES) {
      return ofClasses(columns, names(columns.get(0), support), shape.classes());
    }
    TableReading numbers = NumberRowForm.reading(columns);
    return new TargetCells(columns, List.of(), (i, cell) -> numbers.number(i, cell));
  }

  private static TargetCells ofTable(TableForm table, TaskShape shape) {
    TableReading reading = table.reading(Unseen.REFUSED);
    List<String> names =
        shape.targetKind() == TargetKind.CLASSES
            ? IntStream.range(0, shape.classes()).mapToObj(table.target()::className).toList()
            : List.of();
    return new TargetCells(
        List.of(table.target().name()), names, (i, cell) -> reading.target(cell));
  }

  private static List<String> names(String column, RawExamples support) {
    var names = new TreeSet<String>();
    for (RawExample example : support.examples()) {
      Object cell = example.targets().get(column);
      if (cell != null && !cell.toString().isBlank()) {
        names.add(cell.toString());
      }
    }
    return List.copyOf(names);
  }

  private static TargetCells ofClasses(List<String> columns, List<String> names, int most) {
    if (names.size() > most) {
      throw Fault.data(
          "the model tells at most %d classes apart but the support examples are of %d: %s; leave some out"
              .formatted(most, names.size(), names));
    }
    TableReading reading =
        new TableForm(
                List.of(new NumberColumn("number", 0, 0, 1)),
                List.of(),
                new TargetColumn(columns.get(0), names.size(), names),
                "")
            .reading(Unseen.REFUSED);
    return new TargetCells(columns, names, (i, cell) -> reading.target(cell));
  }

  /** The names of classes in the order of their numbers; empty if there are no classes. */
  List<String> classNames() {
    return classNames;
  }

  /** A number for each column; a cell that is missing or wrong is a data fault. */
  float[] of(RawExample example) {
    float[] targets = new float[columns.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = one(example, i);
    }
    return targets;
  }

  private float one(RawExample example, int column) {
    String name = columns.get(column);
    Object cell = example.targets().get(name);
    if (cell == null) {
      throw missing(example, name);
    }
    try {
      float value = (float) reading.applyAsDouble(column, cell);
      if (Float.isNaN(value)) {
        throw missing(example, name);
      }
      return value;
    } catch (Fault fault) {
      throw fault.in(example.place());
    }
  }

  private static Fault missing(RawExample example, String column) {
    return Fault.data(
        "%s has no %s, which a support example must tell; add it or leave the example out"
            .formatted(example.place(), column));
  }

  /** The same of an example of which it need not be known. */
  Optional<float[]> ifKnown(RawExample example) {
    try {
      return Optional.of(of(example));
    } catch (Fault unknown) {
      return Optional.empty();
    }
  }
}
