package dev.kindling.engine.onednn;

import java.nio.ByteBuffer;

/** What generated sweeps implement; public because generated classes live in their own loader. */
public interface SweepCode {
  /**
   * Visits every element of the result once, or twice with the same value.
   *
   * @param buffers the result's, then one an access
   * @param loops the extent of each loop, outermost first, the innermost in bytes; then for each
   *     outer loop the step in bytes of the result and of each access
   */
  void run(ByteBuffer[] buffers, int[] loops);
}
