package dev.kindling.engine;

import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;

/** A way of running plans. */
public interface Engine {
  /** As the configuration names it. */
  String name();

  /** The instructions its kernels use, as the run record names them. */
  String instructionSet();

  /** What plans for this engine must know. */
  Target target();

  Executable compile(Plan plan);
}
