package dev.kindling.runner;

import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.SkippedTask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Adds up the shards of an outer step in double precision, in the order of the calls. */
public final class MetaGradientTotal implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] gradient;
  private final ArrayList<SkippedTask> skipped;
  private double loss;
  private int tasks;
  private long addingNanos;

  /** Of no shard yet, whose gradients will have so many numbers. */
  public MetaGradientTotal(int size) {
    this(new double[size], 0, 0, List.of());
  }

  /** What some shards come to; the array itself. */
  public MetaGradientTotal(double[] gradient, double loss, int tasks, List<SkippedTask> skipped) {
    this.gradient = gradient;
    this.loss = loss;
    this.tasks = tasks;
    this.skipped = new ArrayList<>(skipped);
  }

  /**
   * The total of whole gradients.
   *
   * @param blocks the totals of their consecutive blocks, which share tasks, losses and what was
   *     skipped among them
   */
  public static MetaGradientTotal joined(List<MetaGradientTotal> blocks) {
    int size = blocks.stream().mapToInt(block -> block.gradient.length).sum();
    var joined = new MetaGradientTotal(size);
    int start = 0;
    for (MetaGradientTotal block : blocks) {
      System.arraycopy(block.gradient, 0, joined.gradient, start, block.gradient.length);
      start += block.gradient.length;
      joined.count(block.loss, block.tasks, block.skipped);
    }
    return joined;
  }

  /** Adds one more shard. */
  public void add(MetaGradientSum shard) {
    long started = System.nanoTime();
    if (shard.numbers().size() != gradient.length) {
      throw new IllegalArgumentException(
          "%d numbers do not add to %d".formatted(shard.numbers().size(), gradient.length));
    }
    shard.numbers().addTo(gradient);
    count(shard.loss(), shard.tasks(), shard.skipped());
    addingNanos += System.nanoTime() - started;
  }

  private void count(double lossOfMore, int moreTasks, List<SkippedTask> moreSkipped) {
    loss += lossOfMore;
    tasks += moreTasks;
    skipped.addAll(moreSkipped);
  }

  /** The sum itself. */
  public double[] gradient() {
    return gradient;
  }

  /** The mean over the tasks that count, of which there is at least one. */
  public float[] mean() {
    float[] mean = new float[gradient.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (gradient[i] / tasks);
    }
    return mean;
  }

  /** The sum of the tasks' losses. */
  public double loss() {
    return loss;
  }

  public double meanLoss() {
    return loss / tasks;
  }

  /** The tasks that count. */
  public int tasks() {
    return tasks;
  }

  /** Whether some task counts, and no more than {@code most} of all, a share, were left out. */
  public boolean isOfEnough(double most) {
    return tasks > 0 && (double) skipped.size() / (tasks + skipped.size()) <= most;
  }

  /** Whether most of the tasks that were left out are so because the engine failed on them. */
  public boolean engineFailed() {
    long failed = skipped.stream().filter(task -> task.cause() == SkippedTask.Cause.ENGINE).count();
    return 2 * failed > skipped.size();
  }

  public List<SkippedTask> skipped() {
    return skipped;
  }

  /** How long this process has added. */
  public long addingNanos() {
    return addingNanos;
  }
}
