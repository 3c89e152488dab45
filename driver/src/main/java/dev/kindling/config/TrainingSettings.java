package dev.kindling.config;

import dev.kindling.episode.SumForm;
import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

@Meaning("The outer loop.")
public record TrainingSettings(
    @Meaning("Outer steps in all.") @Bounds(least = 1) long steps,
    @Meaning("Tasks of one outer step, the meta-batch.")
        @Bounds(least = 1, most = TrainingSettings.MOST_TASKS)
        int tasksPerStep,
    @Meaning("Tasks that one program learns from at once. Theta's bits depend on it.")
        @Bounds(least = 1, most = TrainingSettings.MOST_TASKS)
        int tasksPerShard,
    @Meaning(
            "Spark partitions of one outer step; 0 for as many as can run at once. It"
                + " never changes a result.")
        @Bounds(least = 0, most = TrainingSettings.MOST_PARTITIONS)
        int partitions,
    @Meaning("In what form executors send the sums of their shards.") SumForm sums,
    @Meaning(
            "The largest share of a step's tasks that may be left out because their losses are not"
                + " finite or the engine fails on them. Above it the run has diverged, or ends.")
        @Bounds(least = 0, most = 1)
        double mostSkipped,
    @Meaning(
            value =
                "How often a run that diverged goes back to an earlier checkpoint and goes on with a"
                    + " smaller outer rate; 0 to end it instead. One checkpoint more than this is kept.",
            example = "3")
        @Bounds(least = 0, most = TrainingSettings.MOST_ROLLBACKS)
        int rollbacks,
    @Meaning("What the outer rate is multiplied by at each rollback.")
        @Bounds(least = TrainingSettings.LEAST_FACTOR, below = 1)
        double rollbackFactor) {

  /** The driver keeps a step's shards, and the tasks of a shard are one array. */
  static final int MOST_TASKS = 1_000_000;

  /** Spark keeps something of each. */
  static final int MOST_PARTITIONS = 100_000;

  static final int MOST_ROLLBACKS = 20;

  /** Its power of the most rollbacks is far from the least of all numbers. */
  static final double LEAST_FACTOR = .001;

  public TrainingSettings {
    Require.positive("steps", steps);
    Require.between(
        "tasks-per-step", Require.positive("tasks-per-step", tasksPerStep), 1, MOST_TASKS);
    Require.between(
        "tasks-per-shard", Require.positive("tasks-per-shard", tasksPerShard), 1, MOST_TASKS);
    Require.between(
        "partitions", Require.notNegative("partitions", partitions), 0, MOST_PARTITIONS);
    Require.present("sums", sums);
    Require.between("most-skipped", mostSkipped, 0, 1);
    Require.between("rollbacks", Require.notNegative("rollbacks", rollbacks), 0, MOST_ROLLBACKS);
    Require.betweenBelow("rollback-factor", rollbackFactor, LEAST_FACTOR, 1);
  }

  public static TrainingSettings defaults() {
    return new TrainingSettings(10_000, 32, 16, 0, SumForm.EXACT, .5, 0, .5);
  }
}
