package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.Workspace;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;

/** An engine that counts what is open of it, and the memory that this takes. */
final class CountingEngine implements Engine {
  private final Engine engine;
  private int workspaces;
  private int compiled;
  private long ownBytes;
  private long mostBytes;

  CountingEngine(Engine engine) {
    this.engine = engine;
  }

  int workspaces() {
    return workspaces;
  }

  int compiled() {
    return compiled;
  }

  /** The most that programs took at once, with one workspace. */
  long mostBytes() {
    return mostBytes;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String instructionSet() {
    return engine.instructionSet();
  }

  @Override
  public Target target() {
    return engine.target();
  }

  @Override
  public Footprint footprint(Plan plan) {
    return engine.footprint(plan);
  }

  @Override
  public Workspace workspace() {
    workspaces++;
    return new Counted(engine.workspace());
  }

  private final class Counted implements Workspace {
    private final Workspace workspace;
    private long sharedBytes;

    Counted(Workspace workspace) {
      this.workspace = workspace;
    }

    @Override
    public void reserve(Footprint largest) {
      sharedBytes = Math.max(sharedBytes, largest.shared());
      workspace.reserve(largest);
    }

    @Override
    public Executable compile(Plan plan) {
      compiled++;
      Footprint footprint = engine.footprint(plan);
      sharedBytes = Math.max(sharedBytes, footprint.shared());
      ownBytes += footprint.own();
      mostBytes = Math.max(mostBytes, sharedBytes + ownBytes);
      return new CountedExecutable(workspace.compile(plan), footprint.own());
    }

    @Override
    public void close() {
      workspaces--;
      workspace.close();
    }
  }

  private final class CountedExecutable implements Executable {
    private final Executable executable;
    private final long own;

    CountedExecutable(Executable executable, long own) {
      this.executable = executable;
      this.own = own;
    }

    @Override
    public void write(String input, float[] values, int offset) {
      executable.write(input, values, offset);
    }

    @Override
    public void run() {
      executable.run();
    }

    @Override
    public void read(String output, float[] target, int offset) {
      executable.read(output, target, offset);
    }

    @Override
    public void close() {
      compiled--;
      ownBytes -= own;
      executable.close();
    }
  }
}
