package dev.kindling.predict;

import dev.kindling.fault.Fault;
import dev.kindling.form.ImageForm;
import dev.kindling.form.InputForm;
import dev.kindling.form.MixedForm;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.Unseen;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.trained.ModelDescription;
import java.util.List;
import java.util.Optional;

/** Reads a task as a model takes it. */
public final class TaskReading {
  private final TaskShape shape;
  private final InputForm form;
  private final Unseen unseen;
  private final Optional<String> key;

  /**
   * For a model.
   *
   * @param part of a model of several sources, which of them examples are like
   * @param key the column by which rows are to be found again, if it was named
   */
  public TaskReading(
      ModelDescription model, Unseen unseen, Optional<String> part, Optional<String> key) {
    this.shape = model.shape();
    this.form = formOf(model.form(), part);
    this.unseen = unseen;
    this.key = key;
  }

  private static InputForm formOf(InputForm form, Optional<String> part) {
    if (form instanceof MixedForm mixed) {
      return mixed.part(part.orElseThrow(() -> unnamed(mixed)));
    }
    if (part.isPresent()) {
      throw Fault.usage(
          "the model learned from sources that are alike, so none is to be named but %s is; leave --part out"
              .formatted(part.get()));
    }
    return form;
  }

  private static Fault unnamed(MixedForm mixed) {
    return Fault.usage(
        "the model learned from the sources %s, whose inputs differ; say with --part which of them the examples are like"
            .formatted(mixed.parts().stream().map(MixedForm.Part::place).toList()));
  }

  /** Reads all of it; what does not fit the model is a fault that says where it stands. */
  public NewTask read(ExamplePlace support, ExamplePlace query) {
    RawExamples known = requireSome(read(support, Optional.empty()), "support");
    TargetCells cells = TargetCells.of(shape, form, targets(), known);
    float[] targets = targets(cells, known);
    requireClasses(cells, known, targets);
    RawExamples asked = requireSome(read(query, key), "query");
    return new NewTask(shape, examples(known, targets), asked, cells);
  }

  private RawExamples read(ExamplePlace place, Optional<String> keyOfRows) {
    if (form instanceof ImageForm images) {
      return new ImageExamples(place, images).read();
    }
    return RowExamples.read(place, rows(), keyOfRows);
  }

  private RowForm rows() {
    if (form instanceof TableForm table) {
      return new TableRowForm(table, unseen);
    }
    return new NumberRowForm((NumberForm) form, numbersOfTarget());
  }

  private int numbersOfTarget() {
    return shape.targets().stream().reduce(1, Math::multiplyExact);
  }

  private List<String> targets() {
    return form instanceof ImageForm ? List.of(ImageExamples.CLASS) : rows().targets();
  }

  private static RawExamples requireSome(RawExamples read, String what) {
    if (read.examples().isEmpty()) {
      throw Fault.data(
          "%s examples are expected but there are none in %s; give one at least"
              .formatted(what, read.place()));
    }
    return read;
  }

  private float[] targets(TargetCells cells, RawExamples support) {
    int each = numbersOfTarget();
    float[] all = new float[Math.multiplyExact(each, support.examples().size())];
    for (int i = 0; i < support.examples().size(); i++) {
      System.arraycopy(cells.of(support.examples().get(i)), 0, all, i * each, each);
    }
    return all;
  }

  /** By name, which the adapter does not know. */
  private void requireClasses(TargetCells cells, RawExamples support, float[] targets) {
    if (shape.targetKind() != TargetKind.CLASSES) {
      return;
    }
    for (float target : targets) {
      if (target != targets[0]) {
        return;
      }
    }
    throw Fault.data(
        "support examples of two classes at least are expected but all in %s are of the class %s; add some of another"
            .formatted(support.place(), cells.classNames().get((int) targets[0])));
  }

  private Examples examples(RawExamples support, float[] targets) {
    return Examples.of(
        support.features(shape.features()),
        HostTensor.of(targets, support.dimensions(shape.targets())));
  }
}
