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
   * Refuses what this process's heap cannot hold, as the outer updates of a large theta. Some
   * collectors count a thirtieth of what they are given as no part of the heap, so a little more is
   * named than is needed.
   */
  public void requireHeap(MemoryNeed need) {
    long needed = need.heap();
    if (needed > heap) {
      throw Fault.resources(
          "%s %d meta-parameters takes %d MB of this process's heap but it has %d MB; set KINDLING_MEMORY to %dm"
              .formatted(
                  need.purpose().text(),
                  need.metaParameters(),
                  mega(needed),
                  mega(heap),
                  mega(needed * 20 / 19)));
    }
  }

  /** Refuses a run that so many threads of this process cannot compute. */
  public void requireThreads(MemoryNeed need, int threads) {
    requireHeap(need);
    long least = Math.min(heap, need.heap());
    long needed = least + need.outsideHeap(threads);
    if (needed > machine) {
      throw Fault.resources(
          "%d threads, whose programs take %d MB each, and a heap of %d MB need %d MB with what Java takes, but this machine or container has %d MB; %s"
              .formatted(
                  threads,
                  mega(need.programBytes()),
                  mega(least),
                  mega(needed),
                  mega(machine),
                  advice(
                      need,
                      (machine - least - MemoryNeed.JVM_BYTES)
                          / Math.max(1, need.programBytes()))));
    }
  }

  /** Programs that judge cannot be made smaller. */
  private static String advice(MemoryNeed need, long threads) {
    if (need.purpose() == MemoryNeed.Purpose.JUDGING) {
      return threads > 0
          ? "lower the threads to %d".formatted(threads)
          : "judge on tasks of fewer examples, or where there is more memory";
    }
    return "lower %sengine.memory or training.tasks-per-shard"
        .formatted(threads > 0 ? "the threads to %d, ".formatted(threads) : "");
  }

  /** Megabytes, rounded up. */
  public static long mega(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
