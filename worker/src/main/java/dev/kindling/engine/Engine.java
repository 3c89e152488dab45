package dev.kindling.engine;

import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;

/** A way of running plans. */
public interface Engine {
  /** Its name in the configuration. */
  String name();

  /** The instruction set that its kernels use, as the run record names it. */
  String instructionSet();

  /** Whether it computes on a GPU. */
  default boolean isOnGpu() {
    return false;
  }

  /** What the planner must know of this engine. */
  Target target();

  /** What the plan's program takes once it is compiled. */
  Footprint footprint(Plan plan);

  /** Memory for the programs of one thread. */
  Workspace workspace();

  /** The plan in memory of its own. */
  default Executable compile(Plan plan) {
    return OwnWorkspace.compile(plan, workspace());
  }
}
