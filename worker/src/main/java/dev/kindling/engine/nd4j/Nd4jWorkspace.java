package dev.kindling.engine.nd4j;

import dev.kindling.engine.Executable;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.GuardedExecutable;
import dev.kindling.engine.Turn;
import dev.kindling.engine.Workspace;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;
import java.util.OptionalInt;

/** A buffer of ND4J, which the programs of a thread have in turns. */
final class Nd4jWorkspace implements Workspace {
  private final Target target;
  private final OptionalInt device;
  private final Turn turn = new Turn();
  private Nd4jMemory memory;
  private long reserved;

  /**
   * @param device the GPU that holds the memory and computes; empty for the backend's own choice
   */
  Nd4jWorkspace(Target target, OptionalInt device) {
    this.target = target;
    this.device = device;
  }

  static Footprint footprint(Plan plan) {
    Scratch scratch = Scratch.of(plan.program());
    return new Footprint(floats(plan) * Float.BYTES, scratch.truths());
  }

  private static long floats(Plan plan) {
    return plan.arenaFloats() + Scratch.of(plan.program()).floats();
  }

  @Override
  public void reserve(Footprint largest) {
    reserved = Math.max(reserved, largest.shared() / Float.BYTES);
  }

  @Override
  public Executable compile(Plan plan) {
    target.requireRoom(footprint(plan).bytes());
    Backend.choose(device);
    var executable = new Nd4jExecutable(plan, this);
    executable.lower(memory(plan));
    return new GuardedExecutable(plan.program(), executable, turn);
  }

  /** The buffer, which is another one when the one before is too small. */
  Nd4jMemory memory(Plan plan) {
    long floats = floats(plan);
    if (memory == null || memory.size() < floats) {
      close();
      memory = Nd4jMemory.ofFloats(Math.max(reserved, floats));
    }
    return memory;
  }

  OptionalInt device() {
    return device;
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
