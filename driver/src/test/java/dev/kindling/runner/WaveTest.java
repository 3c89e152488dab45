package dev.kindling.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveTest {
  private static final List<Shard> SHARDS = Shard.cut(Split.TRAIN, Key.of(0), 7, 1);
  private static final List<Shard> COMING = Shard.cut(Split.TRAIN, Key.of(1), 2, 1);

  @Test
  void wavesAreTheRoundInOrderEachFollowedByTheNext() {
    List<Wave> waves = Wave.cut(SHARDS, COMING, 3);
    assertThat(waves)
        .containsExactly(
            new Wave(SHARDS.subList(0, 3), SHARDS.subList(3, 6)),
            new Wave(SHARDS.subList(3, 6), SHARDS.subList(6, 7)),
            new Wave(SHARDS.subList(6, 7), COMING));
  }

  @Test
  void aRoundThatFitsIsOneWave() {
    assertThat(Wave.cut(SHARDS, COMING, 7)).containsExactly(new Wave(SHARDS, COMING));
    assertThat(Wave.cut(SHARDS, COMING, Integer.MAX_VALUE)).hasSize(1);
    assertThat(Wave.cut(List.of(), COMING, 3)).isEmpty();
  }
}
