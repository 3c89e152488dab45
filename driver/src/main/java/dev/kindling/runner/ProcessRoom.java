package dev.kindling.runner;

import com.sun.management.OperatingSystemMXBean;
import dev.kindling.fault.Fault;
import java.lang.management.ManagementFactory;

/**
 * What this process may take.
 *
 * @param heap the most that its heap may take, in bytes
 * @param machine the memory of the machine, or of the container that it is in
 */
public record ProcessRoom(long heap, long machine) {

  /** What there is here and now. */
  public static ProcessRoom ofThis() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessRoom(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize());
  }

  /**
   * Refuses a run whose outer updates do not fit. Some collectors count a thirtieth of what they
   * are given as no part of the heap, so a little more is named than is needed.
   */
  public void requireUpdates(MemoryNeed need) {
    long needed = need.updatingHeap();
    if (needed > heap) {
      throw Fault.resources(
          "training %d meta-parameters takes %d MB of this process's heap but it has %d MB; set KINDLING_MEMORY to %dm"
              .formatted(need.metaParameters(), mega(needed), mega(heap), mega(needed * 20 / 19)));
    }
  }

  /** Refuses a run that so many threads of this process cannot compute. */
  public void requireThreads(MemoryNeed need, int threads) {
    requireUpdates(need);
    long least = Math.min(heap, need.updatingHeap());
    long needed = least + need.outsideHeap(threads);
    if (needed > machine) {
      throw Fault.resources(
          "%d threads, whose programs take %d MB each, and a heap of %d MB need %d MB with what Java takes, but this machine or container has %d MB; lower %sengine.memory or training.tasks-per-shard"
              .formatted(
                  threads,
                  mega(need.programBytes()),
                  mega(least),
                  mega(needed),
                  mega(machine),
                  fewer(
                      (machine - least - MemoryNeed.JVM_BYTES)
                          / Math.max(1, need.programBytes()))));
    }
  }

  private static String fewer(long threads) {
    return threads > 0 ? "the threads to %d, ".formatted(threads) : "";
  }

  /** Megabytes, rounded up. */
  public static long mega(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
