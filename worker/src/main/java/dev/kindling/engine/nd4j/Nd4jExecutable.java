package dev.kindling.engine.nd4j;

import dev.kindling.engine.Executable;
import dev.kindling.plan.Plan;
import dev.kindling.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A plan's kernels in order, over one buffer. */
final class Nd4jExecutable implements Executable {
  private final OptionalInt device;
  private final Nd4jMemory memory;
  private final Library library;
  private final Nd4jKernel[] kernels;
  private final Map<String, Values> inputs = new HashMap<>();
  private final Map<String, Values> outputs = new HashMap<>();

  private Nd4jExecutable(Plan plan, OptionalInt device, Nd4jMemory memory, Library library) {
    Program program = plan.program();
    this.device = device;
    this.memory = memory;
    this.library = library;
    var lowering = new Nd4jLowering(plan, memory, library);
    List<Nd4jKernel> steps = new ArrayList<>();
    for (int place = 0; place < program.size(); place++) {
      lowering.lower(place).ifPresent(steps::add);
    }
    this.kernels = steps.toArray(Nd4jKernel[]::new);
    program.inputs().forEach((name, place) -> inputs.put(name, lowering.values(place)));
    program.outputs().forEach((name, place) -> outputs.put(name, lowering.values(place)));
  }

  /**
   * @param device the GPU that holds its memory and computes; empty for the backend's own choice
   */
  static Nd4jExecutable of(Plan plan, OptionalInt device) {
    Backend.choose(device);
    Scratch scratch = Scratch.of(plan.program());
    var memory = new Nd4jMemory(plan.arenaFloats() + scratch.floats(), scratch.truths());
    var library = new Library();
    boolean done = false;
    try {
      var executable = new Nd4jExecutable(plan, device, memory, library);
      done = true;
      return executable;
    } finally {
      if (!done) {
        library.close();
        memory.close();
      }
    }
  }

  @Override
  public void write(String input, float[] values, int offset) {
    Backend.choose(device);
    inputs.get(input).write(values, offset);
  }

  @Override
  public void run() {
    Backend.choose(device);
    for (Nd4jKernel kernel : kernels) {
      kernel.run();
    }
  }

  @Override
  public void read(String output, float[] target, int offset) {
    Backend.choose(device);
    outputs.get(output).read(target, offset);
  }

  @Override
  public void close() {
    library.close();
    memory.close();
  }
}
