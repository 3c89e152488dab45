package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What a program must know of a task before it sees one.
 *
 * @param features the shape of one example's features; empty for a scalar
 * @param targets the shape of one example's target; empty for a scalar
 * @param support how many examples a task has to adapt to
 * @param query how many examples a task has to be judged on
 * @param classes how many classes a scalar target may name, from 2; 0 where targets are numbers; 1
 *     where each number of a target says whether something is so, 1, or is not, 0
 */
public record TaskShape(
    List<Integer> features, List<Integer> targets, int support, int query, int classes)
    implements Serializable {

  public TaskShape {
    features = Require.copyOfPositive("features", features);
    targets = Require.copyOfPositive("targets", targets);
    Require.positive("support", support);
    Require.positive("query", query);
    Require.notNegative("classes", classes);
    if (classes > 1 && product(targets) > 1) {
      throw new IllegalArgumentException(
          "a target that names one of %d classes is one number but is of shape %s"
              .formatted(classes, targets));
    }
  }

  /** The shape of tasks whose targets are numbers. */
  public TaskShape(List<Integer> features, List<Integer> targets, int support, int query) {
    this(features, targets, support, query, 0);
  }

  public static TaskShape of(Task task) {
    Examples support = task.support();
    return new TaskShape(
        ofOne(support.features()), ofOne(support.targets()), support.count(), task.query().count());
  }

  /** This shape with other numbers of examples. */
  public TaskShape sized(int supportExamples, int queryExamples) {
    return new TaskShape(features, targets, supportExamples, queryExamples, classes);
  }

  public TargetKind targetKind() {
    return switch (classes) {
      case 0 -> TargetKind.NUMBERS;
      case 1 -> TargetKind.BINARY;
      default -> TargetKind.CLASSES;
    };
  }

  /** How many numbers a model predicts for an example: a score for each class, or the target. */
  public int outputs() {
    return targetKind() == TargetKind.CLASSES ? classes : product(targets);
  }

  private static int product(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  private static List<Integer> ofOne(HostTensor tensor) {
    return Arrays.stream(tensor.shape()).skip(1).boxed().toList();
  }
}
