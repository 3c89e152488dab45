package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.runner.RunnerListener;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BroadcastBlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.runtime.AbstractFunction1;

/** A round, as a job of its own, whose broadcast is lost before its tasks have read it. */
@ExtendWith(RoundsAsJobs.class)
@Timeout(60)
class LostBroadcastTest {
  private static final EpisodeSettings SETTINGS = Configuration.defaults().episodes();
  private static final List<Shard> SHARDS = Shard.cut(Split.TRAIN, Key.of(0), 4, 2);

  private final List<String> said = new ArrayList<>();

  @Test
  void isMadeOnceMoreWithANewBroadcast() {
    try (Cluster cluster = connect()) {
      List<Integer> slots = compute(cluster, 1);
      assertThat(slots).containsExactly(0, 2);
    }
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("Spark gave up a round of shards, which is made once more (2 of 3): ")
        .contains("Failed to get broadcast_");
  }

  @Test
  void isGivenUpWhenItIsLostEachTime() {
    try (Cluster cluster = connect()) {
      assertThatThrownBy(() -> compute(cluster, 3))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith("Spark gave up: ")
          .hasMessageContaining("go on from the last checkpoint with --resume");
    }
    assertThat(said).hasSize(2);
  }

  private Cluster connect() {
    return Cluster.connect("lost", Optional.of("local[1]"), 2, new Listener());
  }

  private final class Listener implements RunnerListener {
    @Override
    public void accept(DamagedRecord damaged) {}

    @Override
    public void happened(String line) {
      said.add(line);
    }
  }

  private static List<Integer> compute(Cluster cluster, int losses) {
    return cluster.compute(
        SETTINGS,
        MetaState.start(new float[1]),
        new LosingShards(losses),
        (EpisodeWorker worker, MetaState state, Shard shard) -> shard.firstSlot());
  }

  /** A round looks at its shards after it has sent its state out; then this is lost. */
  private static final class LosingShards extends AbstractList<Shard> {
    private final Set<Long> lost = new HashSet<>();
    private final int losses;

    LosingShards(int losses) {
      this.losses = losses;
    }

    @Override
    public Shard get(int index) {
      long latest = ids().stream().mapToLong(Long::longValue).max().orElse(-1);
      if (latest >= 0 && lost.size() < losses && lost.add(latest)) {
        lose();
      }
      return SHARDS.get(index);
    }

    @Override
    public int size() {
      return SHARDS.size();
    }
  }

  private static void lose() {
    SparkEnv.get().broadcastManager().cachedValues().clear();
    ids().forEach(id -> SparkEnv.get().blockManager().master().removeBroadcast(id, true, true));
  }

  private static List<Long> ids() {
    var blocks = SparkEnv.get().blockManager().getMatchingBlockIds(new Broadcasts());
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> ((BroadcastBlockId) blocks.apply(i)).broadcastId())
        .distinct()
        .toList();
  }

  private static final class Broadcasts extends AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId id) {
      return id.isBroadcast();
    }
  }
}
