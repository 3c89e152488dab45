package dev.kindling.engine.onednn;

import dev.kindling.engine.Tenant;
import dev.kindling.plan.Plan;
import java.nio.FloatBuffer;
import java.util.List;

/** A plan's kernels in order, over the memory that they have in turns. A run allocates nothing. */
final class OneDnnExecutable implements Tenant {
  private final Plan plan;
  private final Need need;
  private final OneDnnWorkspace workspace;
  private Lowered lowered;

  OneDnnExecutable(Plan plan, Need need, OneDnnWorkspace workspace) {
    this.plan = plan;
    this.need = need;
    this.workspace = workspace;
  }

  /** Makes the kernels for the place where the memory is. */
  void lower(Memory memory) {
    close();
    lowered = Lowered.of(plan, need, memory, workspace);
  }

  @Override
  public void moveIn() {
    Memory memory = workspace.memory(need);
    if (lowered == null || lowered.memory() != memory) {
      lower(memory);
    }
    lowered.begin();
  }

  @Override
  public void write(String input, float[] values, int offset) {
    FloatBuffer buffer = lowered.inputs().get(input);
    buffer.put(0, values, offset, buffer.capacity());
  }

  @Override
  public void run() {
    lowered.run();
  }

  @Override
  public void read(String output, float[] target, int offset) {
    FloatBuffer buffer = lowered.outputs().get(output);
    buffer.get(0, target, offset, buffer.capacity());
  }

  /** The native memory that it takes when it is alone in its workspace. */
  long nativeBytes() {
    return workspace.size() + lowered.library().ownBytes();
  }

  /** What the library calls its kernels, which it chooses itself. */
  List<String> implementations() {
    return lowered.library().implementations();
  }

  @Override
  public void close() {
    if (lowered != null) {
      lowered.close();
      lowered = null;
    }
  }
}
