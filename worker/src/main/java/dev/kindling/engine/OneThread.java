package dev.kindling.engine;

import dev.kindling.fault.Fault;

/**
 * Requires that native kernels keep to one thread: parallelism is over shards, and a second thread
 * inside a kernel would change the order of sums and so the bits.
 */
public final class OneThread {
  private OneThread() {}

  public static void require(String engine) {
    String threads = System.getenv("OMP_NUM_THREADS");
    if (!"1".equals(threads)) {
      throw Fault.resources(
          "the "
              + engine
              + " engine expects OMP_NUM_THREADS=1 in its environment but it is "
              + (threads == null ? "not set" : threads)
              + "; set it for every process that computes, executors too");
    }
  }
}
