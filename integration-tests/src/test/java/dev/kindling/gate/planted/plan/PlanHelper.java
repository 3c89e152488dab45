package dev.kindling.gate.planted.plan;

import dev.kindling.gate.planted.engine.SparkUser;

/** Looks ahead to the engine, and is named after nothing. */
public final class PlanHelper {
  public SparkUser ahead() {
    return new SparkUser();
  }
}
