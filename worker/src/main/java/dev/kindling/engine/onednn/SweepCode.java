package dev.kindling.engine.onednn;

import java.nio.ByteBuffer;

/** What generated sweeps implement; public because they have a class loader of their own. */
public interface SweepCode {
  /**
   * Visits every element of the results once, or twice with the same value.
   *
   * @param buffers one for each result, then one for each access
   * @param loops the extent of each loop, outermost first, the innermost in bytes; then for each
   *     outer loop the step in bytes of each result and of each access
   */
  void run(ByteBuffer[] buffers, int[] loops);
}
