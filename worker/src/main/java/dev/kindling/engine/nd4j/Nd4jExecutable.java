package dev.kindling.engine.nd4j;

import dev.kindling.engine.Tenant;
import dev.kindling.plan.Plan;

/** A plan's kernels in order, over the buffer that they have in turns. */
final class Nd4jExecutable implements Tenant {
  private final Plan plan;
  private final Nd4jWorkspace workspace;
  private Nd4jLowered lowered;

  Nd4jExecutable(Plan plan, Nd4jWorkspace workspace) {
    this.plan = plan;
    this.workspace = workspace;
  }

  /** Makes the kernels for the buffer. */
  void lower(Nd4jMemory memory) {
    close();
    lowered = Nd4jLowered.of(plan, memory);
  }

  @Override
  public void moveIn() {
    Backend.choose(workspace.device());
    Nd4jMemory memory = workspace.memory(plan);
    if (lowered == null || lowered.memory() != memory) {
      lower(memory);
    }
    lowered.begin();
  }

  @Override
  public void write(String input, float[] values, int offset) {
    Backend.choose(workspace.device());
    lowered.input(input).write(values, offset);
  }

  @Override
  public void run() {
    Backend.choose(workspace.device());
    lowered.run();
  }

  @Override
  public void read(String output, float[] target, int offset) {
    Backend.choose(workspace.device());
    lowered.output(output).read(target, offset);
  }

  @Override
  public void close() {
    if (lowered != null) {
      lowered.close();
      lowered = null;
    }
  }
}
