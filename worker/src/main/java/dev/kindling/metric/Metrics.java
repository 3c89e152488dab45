package dev.kindling.metric;

import dev.kindling.task.TaskShape;
import java.util.List;

/** Which metrics there are beside the loss. */
public final class Metrics {
  private static final int FIRST = 10;

  private Metrics() {}

  /** Those that make sense for the targets of such tasks, the most telling first. */
  public static List<Metric> of(TaskShape shape) {
    return switch (shape.targetKind()) {
      case NUMBERS -> ofItems(shape) ? List.of(new DiscountedGain(FIRST)) : List.of();
      case BINARY ->
          List.of(
              new Accuracy(), new AreaUnderCurve(), new Recall(FIRST), new DiscountedGain(FIRST));
      case CLASSES -> List.of(new Accuracy());
    };
  }

  /** Whether rows name things, such as what a user rated, which can be ranked by their targets. */
  private static boolean ofItems(TaskShape shape) {
    return !shape.coded().isEmpty();
  }
}
