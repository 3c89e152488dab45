package dev.kindling.metric;

import dev.kindling.check.SampleNumbers;
import dev.kindling.task.TaskShape;
import java.util.Arrays;

/** What share of a program's predictions is right. */
public final class Shares {
  private Shares() {}

  /** Over all examples of all tasks, each counted once. */
  public static double right(TaskShape shape, double[] predictions, double[] targets) {
    float[] weights = new float[targets.length];
    Arrays.fill(weights, 1);
    float[] scores = SampleNumbers.floats(predictions);
    float[] truth = SampleNumbers.floats(targets);
    return new Accuracy()
        .of(new Answers(shape.targetKind(), shape.outputs(), scores, truth, weights));
  }
}
