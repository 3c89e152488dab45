package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rounds that are jobs of their own. */
@ExtendWith(RoundsAsJobs.class)
class LeavingTasksTest {
  private static final EpisodeSettings SETTINGS = Configuration.defaults().episodes();
  private static final MetaState START = MetaState.start(new float[1]);
  private static final List<Shard> SHARDS = Shard.cut(Split.TRAIN, Key.of(0), 10, 2);

  @Test
  void theFirstOfTheLastTasksThatAreComputedAtOnceWaitsForTheOther() {
    try (Cluster cluster = Cluster.connect("jobs", Optional.of("local[2]"), 5, damaged -> {})) {
      long began = System.nanoTime();
      List<Integer> slots =
          cluster.compute(SETTINGS, START, SHARDS, (worker, state, shard) -> shard.firstSlot());
      assertThat(slots).containsExactly(0, 2, 4, 6, 8);
      assertThat(cluster.idleNanos()).isBetween(1L, System.nanoTime() - began);
    }
  }
}
