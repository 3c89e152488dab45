package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.Shard;
import dev.kindling.training.StepShards.Round;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepShardsTest {
  private static final long STEPS = 6;

  private final StepShards shards = new StepShards(Runs.small());

  @Test
  void whatIsSaidToComeIsWhatTheNextStepComputes() {
    for (long step = 0; step < STEPS - 1; step++) {
      assertThat(shards.after(step).coming()).isEqualTo(shards.after(step + 1).shards());
    }
    assertThat(shards.after(STEPS - 1).coming()).isEmpty();
  }

  @Test
  void eachStepHasShardsOfItsOwn() {
    Set<Shard> seen = new HashSet<>();
    for (long step = 0; step < STEPS; step++) {
      Round round = shards.after(step);
      assertThat(round.shards()).hasSize(4).allMatch(seen::add);
      assertThat(round.shards().stream().mapToInt(Shard::tasks).sum()).isEqualTo(10);
    }
  }
}
