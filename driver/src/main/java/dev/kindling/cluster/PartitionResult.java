package dev.kindling.cluster;

import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.task.DamagedRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one Spark task sends back: a result for each of its shards, the time they took and the
 * damaged records that they passed over, or the fault that one ended in. The fault travels as a
 * value, because Spark would try a failed task again, and it would fail again.
 */
final class PartitionResult<R> implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<R> results;
  private final ShardTime time;
  private final ArrayList<DamagedRecord> passedOver;
  private final Fault fault;

  private PartitionResult(
      List<R> results, ShardTime time, List<DamagedRecord> passedOver, Fault fault) {
    this.results = new ArrayList<>(results);
    this.time = time;
    this.passedOver = new ArrayList<>(passedOver);
    this.fault = fault;
  }

  static <R> PartitionResult<R> of(
      List<R> results, ShardTime time, List<DamagedRecord> passedOver) {
    return new PartitionResult<>(results, time, passedOver, null);
  }

  static <R> PartitionResult<R> of(Fault fault) {
    return new PartitionResult<>(List.of(), ShardTime.NONE, List.of(), fault);
  }

  List<R> results() {
    return results;
  }

  ShardTime time() {
    return time;
  }

  /** Each damaged record once. */
  List<DamagedRecord> passedOver() {
    return passedOver;
  }

  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
