package dev.kindling.runner;

import dev.kindling.episode.Shard;
import java.util.ArrayList;
import java.util.List;

/**
 * Shards whose results are held at the same time.
 *
 * @param coming what comes after them
 */
record Wave(List<Shard> shards, List<Shard> coming) {

  /**
   * Cuts a round.
   *
   * @param coming what comes after the round
   * @param most shards in a wave
   */
  static List<Wave> cut(List<Shard> shards, List<Shard> coming, int most) {
    List<Wave> waves = new ArrayList<>();
    for (int start = 0; start < shards.size(); start += most) {
      int end = Math.min(shards.size(), start + most);
      List<Shard> next =
          end == shards.size() ? coming : shards.subList(end, Math.min(shards.size(), end + most));
      waves.add(new Wave(shards.subList(start, end), next));
    }
    return waves;
  }
}
