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

  /** The driver keeps a step's shards, and the tasks of a shard are one array. */
  private static final int MOST_TASKS = 1_000_000;

  /** Spark keeps something of each. */
  private static final int MOST_PARTITIONS = 100_000;

  public TrainingSettings {
    Require.positive("steps", steps);
    Require.between(
        "tasks-per-step", Require.positive("tasks-per-step", tasksPerStep), 1, MOST_TASKS);
    Require.between(
        "tasks-per-shard", Require.positive("tasks-per-shard", tasksPerShard), 1, MOST_TASKS);
    Require.between(
        "partitions", Require.notNegative("partitions", partitions), 0, MOST_PARTITIONS);
  }

  public static TrainingSettings defaults() {
    return new TrainingSettings(10_000, 32, 16, 0);
  }
}
