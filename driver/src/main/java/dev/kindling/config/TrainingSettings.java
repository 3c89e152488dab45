package dev.kindling.config;

import dev.kindling.fault.Require;

/**
 * The outer loop.
 *
 * @param steps outer steps in all
 * @param tasksPerStep tasks of one outer step, the meta-batch
 * @param tasksPerShard tasks that one program adapts at once; it belongs to the result's bits
 * @param partitions Spark partitions of one outer step; 0 stands for as many as can run at once. It
 *     never changes a result
 */
public record TrainingSettings(long steps, int tasksPerStep, int tasksPerShard, int partitions) {

  public TrainingSettings {
    Require.positive("steps", steps);
    Require.positive("tasks-per-step", tasksPerStep);
    Require.positive("tasks-per-shard", tasksPerShard);
    Require.notNegative("partitions", partitions);
  }

  public static TrainingSettings defaults() {
    return new TrainingSettings(10_000, 32, 16, 0);
  }
}
