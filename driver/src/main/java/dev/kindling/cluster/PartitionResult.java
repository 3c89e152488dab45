package dev.kindling.cluster;

import dev.kindling.episode.Waiting;
import dev.kindling.fault.Fault;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one Spark task sends back: a result for each of its shards and the time they took, or the
 * fault that befell one. The fault travels as a value because Spark would try a failed task again,
 * and it would fail again.
 */
final class PartitionResult<R> implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<R> results;
  private final Waiting waiting;
  private final Fault fault;

  private PartitionResult(List<R> results, Waiting waiting, Fault fault) {
    this.results = new ArrayList<>(results);
    this.waiting = waiting;
    this.fault = fault;
  }

  static <R> PartitionResult<R> of(List<R> results, Waiting waiting) {
    return new PartitionResult<>(results, waiting, null);
  }

  static <R> PartitionResult<R> of(Fault fault) {
    return new PartitionResult<>(List.of(), Waiting.NONE, fault);
  }

  List<R> results() {
    return results;
  }

  Waiting waiting() {
    return waiting;
  }

  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
