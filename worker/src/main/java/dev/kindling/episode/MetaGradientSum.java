package dev.kindling.episode;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a shard's tasks contribute to an outer step: sums over the tasks that count. */
public final class MetaGradientSum implements Serializable {
  private static final long serialVersionUID = 1;

  private final float[] gradient;
  private final double loss;
  private final int tasks;
  private final List<SkippedTask> skipped;

  public MetaGradientSum(float[] gradient, double loss, int tasks, List<SkippedTask> skipped) {
    this.gradient = gradient;
    this.loss = loss;
    this.tasks = tasks;
    this.skipped = List.copyOf(skipped);
  }

  /** What these tasks and those of {@code other} contribute. */
  MetaGradientSum plus(MetaGradientSum other) {
    float[] sum = gradient.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.gradient[i];
    }
    List<SkippedTask> both = new ArrayList<>(skipped);
    both.addAll(other.skipped);
    return new MetaGradientSum(sum, loss + other.loss, tasks + other.tasks, both);
  }

  /**
   * The sum of the tasks' meta-gradients, and after it of what they say that the carried
   * meta-parameters should be; the array itself, not to be changed.
   */
  public float[] gradient() {
    return gradient;
  }

  /** The sum of the tasks' query losses. */
  public double loss() {
    return loss;
  }

  /** How many tasks count. */
  public int tasks() {
    return tasks;
  }

  public List<SkippedTask> skipped() {
    return skipped;
  }
}
