package dev.kindling.plan;

import dev.kindling.fault.Fault;
import dev.kindling.program.UnaryKind;
import java.util.Set;

/**
 * What the engine that will run a plan can do.
 *
 * @param separate functions that the engine has kernels of its own for, better than any sweep
 * @param alignment every buffer starts at a multiple of so many floats
 * @param memoryBytes the most that a program may take
 * @param elementwise how the engine runs elementwise operations
 * @param large how many elements a value must have for its memory traffic to count; smaller values
 *     are swept in few, similar ways, since each different way must be compiled
 * @param ampleFlops a program with so many floating-point operations wastes little of the engine
 */
public record Target(
    Set<UnaryKind> separate,
    int alignment,
    long memoryBytes,
    Elementwise elementwise,
    int large,
    long ampleFlops) {
  /**
   * The most elements that a sweep takes at once: in rows whose length is a multiple of it, each
   * element is visited once.
   */
  public static final int LONGEST_STEP = 32;

  private static final int LARGE = 4096;
  private static final long AMPLE_FUSED = 1L << 25;
  private static final long AMPLE_ALONE = 1L << 32;

  /** How an engine runs elementwise operations. */
  public enum Elementwise {
    /** Many in one sweep over memory. */
    FUSED,
    /** Each by itself. */
    ALONE
  }

  public Target {
    separate = Set.copyOf(separate);
  }

  /** A target whose caches are like those of today's processors. */
  public Target(Set<UnaryKind> separate, int alignment, long memoryBytes, Elementwise elementwise) {
    this(separate, alignment, memoryBytes, elementwise, LARGE);
  }

  /** A target that wastes little on programs as large as those of its kind need to be. */
  public Target(
      Set<UnaryKind> separate,
      int alignment,
      long memoryBytes,
      Elementwise elementwise,
      int large) {
    this(separate, alignment, memoryBytes, elementwise, large, ample(elementwise));
  }

  private static long ample(Elementwise elementwise) {
    return elementwise == Elementwise.FUSED ? AMPLE_FUSED : AMPLE_ALONE;
  }

  /** A target that fuses. */
  public Target(Set<UnaryKind> separate, int alignment, long memoryBytes) {
    this(separate, alignment, memoryBytes, Elementwise.FUSED);
  }

  /** Refuses a program that takes more than the target's memory. */
  public void requireRoom(long bytes) {
    if (bytes > memoryBytes) {
      throw Fault.resources(
          "a program needs %d bytes but the engine's memory is %d bytes; raise it"
              .formatted(bytes, memoryBytes));
    }
  }
}
