package dev.kindling.plan;

import dev.kindling.program.UnaryKind;
import java.util.Set;

/**
 * What the engine that will run a plan can do.
 *
 * @param separate functions that the engine has kernels of its own for, better than any sweep
 * @param alignment every buffer starts at a multiple of so many floats
 * @param memoryBytes the most that a plan's arena may take
 */
public record Target(Set<UnaryKind> separate, int alignment, long memoryBytes) {
  public Target {
    separate = Set.copyOf(separate);
  }
}
