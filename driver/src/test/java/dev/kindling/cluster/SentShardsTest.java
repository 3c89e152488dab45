package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentShardsTest {

  private static List<Shard> ofAllKinds() {
    List<Shard> shards = new ArrayList<>();
    for (Split split : Split.values()) {
      Shard.cut(split, Key.of(3).fold(split.name()), 23, 4).forEach(shards::add);
      Shard.cut(split, Key.of(4), 7, 2).forEach(shard -> shards.add(shard.ofPart(1).listed()));
    }
    return shards;
  }

  @Test
  void theyArriveAsTheyWereAndEachInOnePartition() throws Exception {
    List<Shard> shards = ofAllKinds();
    SentShards arrived = copy(new SentShards(shards));
    for (int partitions : new int[] {1, 3, shards.size(), shards.size() + 5}) {
      List<Shard> all = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        all.addAll(arrived.part(partition, partitions));
      }
      assertThat(all).isEqualTo(shards);
    }
  }

  @Test
  void ofNoneThereIsNothing() {
    assertThat(new SentShards(List.of()).part(0, 2)).isEmpty();
  }

  private static SentShards copy(SentShards shards) throws IOException, ClassNotFoundException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(shards);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SentShards) in.readObject();
    }
  }
}
