package dev.kindling.episode;

import dev.kindling.task.Key;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a shard's tasks contribute to an outer step: sums over the tasks that count. */
public final class MetaGradientSum implements Serializable {
  private static final long serialVersionUID = 1;

  private final SumNumbers numbers;
  private final double loss;
  private final int tasks;
  private final List<SkippedTask> skipped;

  /** A sum whose numbers are as they were computed. */
  public MetaGradientSum(float[] gradient, double loss, int tasks, List<SkippedTask> skipped) {
    this(new ExactNumbers(gradient), loss, tasks, skipped);
  }

  public MetaGradientSum(SumNumbers numbers, double loss, int tasks, List<SkippedTask> skipped) {
    this.numbers = numbers;
    this.loss = loss;
    this.tasks = tasks;
    this.skipped = List.copyOf(skipped);
  }

  /** What these tasks and those of {@code other} contribute. */
  MetaGradientSum plus(MetaGradientSum other) {
    float[] sum = gradient().clone();
    float[] more = other.gradient();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    List<SkippedTask> both = new ArrayList<>(skipped);
    both.addAll(other.skipped);
    return new MetaGradientSum(sum, loss + other.loss, tasks + other.tasks, both);
  }

  /**
   * The sum of the tasks' meta-gradients, and after it of what they say that the carried
   * meta-parameters should be.
   */
  public SumNumbers numbers() {
    return numbers;
  }

  /** The same of a sum that was not rounded; the array itself, not to be changed. */
  public float[] gradient() {
    return ((ExactNumbers) numbers).values();
  }

  /**
   * The same sum in a form.
   *
   * @param gradients how many of its numbers are gradients
   * @param key from which the choices of a rounding follow
   */
  public MetaGradientSum in(SumForm form, int gradients, Key key) {
    return switch (form) {
      case EXACT -> this;
      case HALF_PRECISION ->
          new MetaGradientSum(HalfNumbers.of(gradient(), gradients, key), loss, tasks, skipped);
    };
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
