package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Footprint;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;

/** A plan, and what it takes on an engine. */
record Fitted(Plan plan, Footprint footprint) {
  private static final int MOST_TRIES = 3;

  /**
   * The plan that fits with what its kernels need besides the arena, if one does. What they need
   * depends on the plan, a little, so that a plan that just fitted may be made once more.
   */
  static Fitted of(Program program, Engine engine, long room) {
    var planner = new Planner(engine.target());
    Fitted fitted = planned(planner, program, engine, room);
    for (int tries = 1; tries < MOST_TRIES && fitted.footprint.bytes() > room; tries++) {
      long besides = fitted.footprint.bytes() - fitted.plan.arenaBytes();
      fitted = planned(planner, program, engine, room - besides);
    }
    return fitted;
  }

  private static Fitted planned(Planner planner, Program program, Engine engine, long room) {
    Plan plan = planner.plan(program, room);
    return new Fitted(plan, engine.footprint(plan));
  }
}
