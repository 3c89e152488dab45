package dev.kindling.training;

import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.SkippedTask;
import java.util.ArrayList;
import java.util.List;

/** Adds up the shards of an outer step in double precision, in the order of the calls. */
final class MetaGradientTotal {
  private final double[] gradient;
  private final List<SkippedTask> skipped = new ArrayList<>();
  private double loss;
  private int tasks;

  MetaGradientTotal(int size) {
    this.gradient = new double[size];
  }

  void add(MetaGradientSum shard) {
    float[] added = shard.gradient();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += added[i];
    }
    loss += shard.loss();
    tasks += shard.tasks();
    skipped.addAll(shard.skipped());
  }

  /** The mean over the tasks that count, of which there is at least one. */
  float[] mean() {
    float[] mean = new float[gradient.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (gradient[i] / tasks);
    }
    return mean;
  }

  double meanLoss() {
    return loss / tasks;
  }

  /** The tasks that count. */
  int tasks() {
    return tasks;
  }

  /** Whether no more than half of the tasks were left out. */
  boolean mostCount() {
    return skipped.size() <= tasks;
  }

  /** Whether most of the tasks that were left out are so because the engine failed on them. */
  boolean engineFailed() {
    long failed = skipped.stream().filter(task -> task.cause() == SkippedTask.Cause.ENGINE).count();
    return 2 * failed > skipped.size();
  }

  List<SkippedTask> skipped() {
    return skipped;
  }
}
