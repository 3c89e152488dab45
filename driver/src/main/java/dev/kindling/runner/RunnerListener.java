package dev.kindling.runner;

import dev.kindling.task.DamagedRecord;
import java.util.function.Consumer;

/**
 * Is told what a runner meets besides results: each damaged record once, and what happens to it.
 */
@FunctionalInterface
public interface RunnerListener extends Consumer<DamagedRecord> {

  /**
   * Something happened to what computes shards, such as an executor that was lost. Any thread may
   * say so.
   */
  default void happened(String line) {}
}
