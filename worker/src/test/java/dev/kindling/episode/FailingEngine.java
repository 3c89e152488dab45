package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.Workspace;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;
import java.util.HashSet;
import java.util.Set;

/** An engine that cannot run a program on a certain number. */
record FailingEngine(Engine sound, float number) implements Engine {

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public String instructionSet() {
    return sound.instructionSet();
  }

  @Override
  public Target target() {
    return sound.target();
  }

  @Override
  public Footprint footprint(Plan plan) {
    return sound.footprint(plan);
  }

  @Override
  public Workspace workspace() {
    return new FailingWorkspace(sound.workspace());
  }

  private final class FailingWorkspace implements Workspace {
    private final Workspace workspace;

    FailingWorkspace(Workspace workspace) {
      this.workspace = workspace;
    }

    @Override
    public void reserve(Footprint largest) {
      workspace.reserve(largest);
    }

    @Override
    public Executable compile(Plan plan) {
      return new FailingExecutable(workspace.compile(plan));
    }

    @Override
    public void close() {
      workspace.close();
    }
  }

  private final class FailingExecutable implements Executable {
    private final Executable executable;
    private final Set<String> bad = new HashSet<>();

    FailingExecutable(Executable executable) {
      this.executable = executable;
    }

    @Override
    public void write(String input, float[] values, int offset) {
      bad.remove(input);
      for (int i = offset; i < values.length; i++) {
        if (values[i] == number) {
          bad.add(input);
        }
      }
      executable.write(input, values, offset);
    }

    @Override
    public void run() {
      if (!bad.isEmpty()) {
        throw new IllegalStateException("status 3 for matmul");
      }
      executable.run();
    }

    @Override
    public void read(String output, float[] target, int offset) {
      executable.read(output, target, offset);
    }

    @Override
    public void close() {
      executable.close();
    }
  }
}
