package dev.kindling.table;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table are for.
 *
 * @param taskKey the column that says whose a row is
 * @param features the columns of numbers
 * @param categorical the columns whose values become codes
 * @param target the column to be predicted
 * @param classes 0 where the target is a number, 1 where it is 0 or 1, else how many classes
 * @param named whether the target's values are names of classes, which get codes from 0 in
 *     ascending order
 * @param timeOrBlank the column to order a task's rows by, if any
 * @param least rows of a task; one of fewer is dropped
 * @param most rows of a task; one of more is cut
 * @param mostCodes values of a categorical column; more are refused
 */
public record TableShape(
    String taskKey,
    List<String> features,
    List<String> categorical,
    String target,
    int classes,
    boolean named,
    String timeOrBlank,
    int least,
    int most,
    int mostCodes)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int FEWEST = 2;

  public TableShape {
    Require.notBlank("task-key", taskKey);
    features = Require.copyOf("features", features);
    categorical = Require.copyOf("categorical", categorical);
    Require.notBlank("target", target);
    Require.notNegative("classes", classes);
    Require.present("time", timeOrBlank);
    Require.atLeast("least", least, FEWEST);
    Require.atLeast("most", most, least);
    Require.positive("most-codes", mostCodes);
    requireApart(features, categorical, target);
  }

  /** A table whose target is a number, or a class that a number names. */
  public TableShape(
      String taskKey,
      List<String> features,
      List<String> categorical,
      String target,
      int classes,
      String timeOrBlank,
      int least,
      int most,
      int mostCodes) {
    this(
        taskKey,
        features,
        categorical,
        target,
        classes,
        false,
        timeOrBlank,
        least,
        most,
        mostCodes);
  }

  /** The same with a target of so many names. */
  TableShape ofClasses(int names) {
    return new TableShape(
        taskKey, features, categorical, target, names, true, timeOrBlank, least, most, mostCodes);
  }

  /** The columns whose values become codes: categorical ones, then a target of names. */
  List<String> coded() {
    List<String> all = new ArrayList<>(categorical);
    if (named) {
      all.add(target);
    }
    return all;
  }

  private static void requireApart(List<String> features, List<String> categorical, String target) {
    List<String> inputs = new ArrayList<>(features);
    inputs.addAll(categorical);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "features or categorical must name a column but both are empty");
    }
    if (inputs.contains(target)) {
      throw new IllegalArgumentException(
          "target must not be among the features, which would give it away, but %s is"
              .formatted(target));
    }
    var seen = new HashSet<String>();
    for (String name : inputs) {
      if (!seen.add(Require.notBlank("the name of a column", name))) {
        throw new IllegalArgumentException(
            "features and categorical must name a column once but %s is there twice"
                .formatted(name));
      }
    }
  }

  Optional<String> time() {
    return timeOrBlank.isBlank() ? Optional.empty() : Optional.of(timeOrBlank);
  }

  /** Every column that is read, once. */
  List<String> columns() {
    List<String> all = new ArrayList<>(List.of(taskKey));
    all.addAll(features);
    all.addAll(categorical);
    all.add(target);
    time().ifPresent(all::add);
    return all.stream().distinct().toList();
  }
}
