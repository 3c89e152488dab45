package dev.kindling.checkpoint;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The checkpoints in the output directory of a run, on any Hadoop file system. A checkpoint exists
 * whole or not at all: it is written aside, synced and renamed, and never overwritten.
 */
public final class CheckpointStore {

  private CheckpointStore() {}

  /** Creates the output directory; one that already holds checkpoints is a usage fault. */
  public static CheckpointStore forNewRun(String output, Configuration hadoop) {
    throw new UnsupportedOperationException();
  }

  /** Opens a run for going on, or creates it; clears away what a killed run left half-written. */
  public static CheckpointStore forResume(String output, Configuration hadoop) {
    throw new UnsupportedOperationException();
  }

  /** Opens a finished or a running run; changes nothing. */
  public static CheckpointStore forReading(String output, Configuration hadoop) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes a checkpoint, then removes those that are neither the best nor among the newest {@code
   * checkpoint.keep}. Does nothing when the same state is already there.
   */
  public void save(Checkpoint checkpoint) {
    throw new UnsupportedOperationException();
  }

  /** The outer steps that have a checkpoint, ascending. */
  public List<Long> steps() {
    throw new UnsupportedOperationException();
  }

  /** The newest checkpoint, verified; a damaged one is a data fault and never passed over. */
  public Optional<Checkpoint> latest() {
    throw new UnsupportedOperationException();
  }

  /** The checkpoint that the newest one names as the best, if there was a validation. */
  public Optional<Checkpoint> best() {
    throw new UnsupportedOperationException();
  }

  public Checkpoint load(long step) {
    throw new UnsupportedOperationException();
  }
}
