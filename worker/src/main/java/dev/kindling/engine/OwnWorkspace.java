package dev.kindling.engine;

import dev.kindling.plan.Plan;

/** An executable that shares its memory with no other. */
record OwnWorkspace(Executable executable, Workspace workspace) implements Executable {

  static Executable compile(Plan plan, Workspace workspace) {
    boolean done = false;
    try {
      Executable executable = new OwnWorkspace(workspace.compile(plan), workspace);
      done = true;
      return executable;
    } finally {
      if (!done) {
        workspace.close();
      }
    }
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
    executable.close();
    workspace.close();
  }
}
