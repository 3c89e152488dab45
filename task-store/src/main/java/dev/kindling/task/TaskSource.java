package dev.kindling.task;

import dev.kindling.form.InputForm;
import dev.kindling.form.NumberForm;
import java.util.Optional;

/** An endless distribution of tasks. */
public interface TaskSource {

  /** The shape of every task drawn here, or of the largest where sizes vary. */
  TaskShape shape();

  default Sizes sizes() {
    return Sizes.FIXED;
  }

  /** What turns raw examples into the features of tasks that are drawn here. */
  default InputForm form() {
    TaskShape shape = shape();
    return NumberForm.plain(
        shape.features(), shape.columns().stream().map(FeatureColumn::name).toList());
  }

  /** Why no task can be drawn, whatever the settings; nothing where one can. */
  default Optional<String> lack() {
    return Optional.empty();
  }

  /** Tasks in a row, drawn anew for each place: those of place i with {@code key.fold(i)}. */
  default TaskList drawn(Key key) {
    return new DrawnList(this, key);
  }

  /** Tasks in a row for judging: those that can be counted once each, others drawn. */
  default TaskList list(Key key) {
    return drawn(key);
  }

  /** Says that a key will be sampled soon, so that reads can begin; changes no result. */
  default void expect(Key key) {}

  /** A pure function of the key: any executor, asked at any time, draws the same bits. */
  Task sample(Key key);
}
