package dev.kindling.engine.onednn;

import dev.kindling.engine.Executable;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.GuardedExecutable;
import dev.kindling.engine.Turn;
import dev.kindling.engine.Workspace;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;

/** One block of native memory, which the programs of a thread have in turns. */
final class OneDnnWorkspace implements Workspace {
  private final Target target;
  private final SweepCompiler sweeps;
  private final PlantedFault fault;
  private final Turn turn = new Turn();
  private Memory memory;
  private long reserved;

  OneDnnWorkspace(Target target, SweepCompiler sweeps, PlantedFault fault) {
    this.target = target;
    this.sweeps = sweeps;
    this.fault = fault;
  }

  @Override
  public void reserve(Footprint largest) {
    reserved = Math.max(reserved, largest.shared());
  }

  @Override
  public Executable compile(Plan plan) {
    OneDnnExecutable executable = lowered(plan);
    return new GuardedExecutable(plan.program(), executable, turn);
  }

  OneDnnExecutable lowered(Plan plan) {
    Need need = Need.of(plan);
    target.requireRoom(need.footprint().bytes());
    var executable = new OneDnnExecutable(plan, need, this);
    executable.lower(memory(need));
    return executable;
  }

  /** The block, which is another one when the one before is too small. */
  Memory memory(Need need) {
    if (memory == null || memory.size() < need.sharedBytes()) {
      close();
      memory = new Memory(Math.max(reserved, need.sharedBytes()));
    }
    return memory;
  }

  SweepCompiler sweeps() {
    return sweeps;
  }

  PlantedFault fault() {
    return fault;
  }

  /** How large the block is, in bytes. */
  long size() {
    return memory == null ? 0 : memory.size();
  }

  /** What its executables were made for is gone, so that they begin anew if they run again. */
  @Override
  public void close() {
    turn.end();
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
