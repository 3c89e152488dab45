package dev.kindling.training;

import dev.kindling.config.Configuration;
import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;

/** The shards of each outer step: a function of seed, step and configuration. */
final class StepShards {
  private final Key key;
  private final int tasks;
  private final int tasksPerShard;
  private final long steps;

  StepShards(Configuration configuration) {
    this.key = Key.of(configuration.seed()).fold("train");
    this.tasks = configuration.training().tasksPerStep();
    this.tasksPerShard = configuration.episodes().tasksPerShard();
    this.steps = configuration.training().steps();
  }

  /**
   * What a step computes.
   *
   * @param coming what the next step will compute; nothing after the last step
   */
  record Round(List<Shard> shards, List<Shard> coming) {}

  /** What the next step computes, after {@code step} of them. */
  Round after(long step) {
    return new Round(shards(step), step + 1 < steps ? shards(step + 1) : List.of());
  }

  private List<Shard> shards(long step) {
    return Shard.cut(Split.TRAIN, key.fold(step), tasks, tasksPerShard);
  }
}
