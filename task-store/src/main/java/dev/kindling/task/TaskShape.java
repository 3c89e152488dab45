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
 * @param classes how many classes a scalar target may name; 0 where targets are numbers
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

  private static List<Integer> ofOne(HostTensor tensor) {
    return Arrays.stream(tensor.shape()).skip(1).boxed().toList();
  }
}
