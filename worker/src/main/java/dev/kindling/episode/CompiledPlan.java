package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.Workspace;
import dev.kindling.fault.Fault;
import dev.kindling.plan.Plan;

/** A plan that is compiled when it is first needed. */
final class CompiledPlan implements AutoCloseable {
  private final String engine;
  private final Workspace workspace;
  private final Plan plan;
  private Executable executable;

  CompiledPlan(Engine engine, Workspace workspace, Plan plan) {
    this.engine = engine.name();
    this.workspace = workspace;
    this.plan = plan;
  }

  Plan plan() {
    return plan;
  }

  /** Does so now; false if it is compiled. */
  boolean compile() {
    boolean needed = executable == null;
    if (needed) {
      executable = workspace.compile(plan);
    }
    return needed;
  }

  Executable executable() {
    compile();
    return executable;
  }

  /** Runs the program on what was written. */
  void run() {
    try {
      executable().run();
    } catch (Fault fault) {
      throw fault;
    } catch (RuntimeException failure) {
      throw EngineFailure.of(engine, failure);
    }
  }

  @Override
  public void close() {
    if (executable != null) {
      executable.close();
    }
  }
}
