package dev.kindling.episode;

import java.io.Serializable;
import java.util.List;

/** How a shard's tasks were learned. */
public final class EvaluationSum implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> tasks;
  private final double[][] errors;
  private final double[][] accuracies;
  private final List<SkippedTask> skipped;

  public EvaluationSum(
      List<String> tasks, double[][] errors, double[][] accuracies, List<SkippedTask> skipped) {
    this.tasks = List.copyOf(tasks);
    this.errors = errors;
    this.accuracies = accuracies;
    this.skipped = List.copyOf(skipped);
  }

  /** The names of the tasks that count. */
  public List<String> tasks() {
    return tasks;
  }

  /** For each task that counts, its query error after 0, 1, ... inner steps. */
  public double[][] errors() {
    return errors;
  }

  /**
   * For each task that counts, the share of its query examples that are answered right after 0, 1,
   * ... inner steps; no row at all where targets are numbers.
   */
  public double[][] accuracies() {
    return accuracies;
  }

  public List<SkippedTask> skipped() {
    return skipped;
  }
}
