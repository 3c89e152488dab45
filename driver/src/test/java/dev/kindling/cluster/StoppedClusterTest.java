package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoppedClusterTest {

  @Test
  void aStoppedSparkIsTheClustersFault() {
    EpisodeSettings settings = Configuration.defaults().episodes();
    List<Shard> shards = Shard.cut(Split.TRAIN, Key.of(0), 4, 2);
    Cluster cluster = Cluster.connect("stopped", Optional.of("local[1]"), 0, damaged -> {});
    cluster.close();
    assertThatThrownBy(
            () ->
                cluster.compute(
                    settings, MetaState.start(new float[1]), shards, EpisodeWorker::gradient))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("Spark gave up: ")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.CLUSTER);
  }
}
