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
 * @param columns what each number of a row of features is, those of codes last; empty where the
 *     source of the tasks does not know
 */
public record TaskShape(
    List<Integer> features,
    List<Integer> targets,
    int support,
    int query,
    int classes,
    List<FeatureColumn> columns)
    implements Serializable {

  public TaskShape {
    features = Require.copyOfPositive("features", features);
    targets = Require.copyOfPositive("targets", targets);
    Require.positive("support", support);
    Require.positive("query", query);
    Require.notNegative("classes", classes);
    columns = Require.copyOf("columns", columns);
    requireColumns(features, columns);
    requireRoom(features, targets, Math.max(support, query));
    if (classes > 1 && product(targets) > 1) {
      throw new IllegalArgumentException(
          "a target that names one of %d classes is one number but is of shape %s"
              .formatted(classes, targets));
    }
  }

  /** The shape of tasks of whose columns nothing is known. */
  public TaskShape(
      List<Integer> features, List<Integer> targets, int support, int query, int classes) {
    this(features, targets, support, query, classes, List.of());
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
    return new TaskShape(features, targets, supportExamples, queryExamples, classes, columns);
  }

  /** This shape with another number of classes. */
  public TaskShape withClasses(int other) {
    return new TaskShape(features, targets, support, query, other, columns);
  }

  /** This shape with what is known of its columns. */
  public TaskShape withColumns(List<FeatureColumn> known) {
    return new TaskShape(features, targets, support, query, classes, known);
  }

  /** The columns of codes, the last of a row of features. */
  public List<FeatureColumn> coded() {
    return columns.stream().filter(FeatureColumn::isCoded).toList();
  }

  /** The columns of numbers, the first of a row of features. */
  public List<FeatureColumn> numbers() {
    return columns.stream().filter(column -> !column.isCoded()).toList();
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

  private static void requireColumns(List<Integer> features, List<FeatureColumn> columns) {
    if (columns.isEmpty()) {
      return;
    }
    if (!features.equals(List.of(columns.size()))) {
      throw new IllegalArgumentException(
          "features of shape %s are no row of %d columns".formatted(features, columns.size()));
    }
    for (int i = 1; i < columns.size(); i++) {
      if (columns.get(i - 1).isCoded() && !columns.get(i).isCoded()) {
        throw new IllegalArgumentException(
            "columns of codes come after those of numbers but %s comes before %s"
                .formatted(columns.get(i - 1).name(), columns.get(i).name()));
      }
    }
  }

  private static void requireRoom(List<Integer> features, List<Integer> targets, int examples) {
    double numbers = examples * Math.max(numbers(features), numbers(targets));
    if (numbers > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a task of %d examples with features %s and targets %s has more numbers than an array"
                  .formatted(examples, features, targets)
              + " holds");
    }
  }

  /** As a double, which may be large but never overflows into something small. */
  private static double numbers(List<Integer> dimensions) {
    return dimensions.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
  }

  private static int product(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  private static List<Integer> ofOne(HostTensor tensor) {
    return Arrays.stream(tensor.shape()).skip(1).boxed().toList();
  }
}
