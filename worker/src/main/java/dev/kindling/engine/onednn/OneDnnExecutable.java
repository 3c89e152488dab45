package dev.kindling.engine.onednn;

import dev.kindling.engine.Executable;
import dev.kindling.plan.Plan;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan's kernels in order, over one arena. A run allocates nothing. */
final class OneDnnExecutable implements Executable {
  private final Memory memory;
  private final Native library;
  private final Kernel[] kernels;
  private final Map<String, FloatBuffer> inputs = new HashMap<>();
  private final Map<String, FloatBuffer> outputs = new HashMap<>();

  private OneDnnExecutable(Plan plan, Memory memory, Native library, List<Kernel> kernels) {
    this.memory = memory;
    this.library = library;
    this.kernels = kernels.toArray(Kernel[]::new);
    Program program = plan.program();
    program.inputs().forEach((name, place) -> inputs.put(name, floats(plan, place)));
    program.outputs().forEach((name, place) -> outputs.put(name, floats(plan, place)));
  }

  static OneDnnExecutable of(Plan plan, SweepCompiler sweeps, PlantedFault fault) {
    var memory = new Memory(plan.arenaFloats());
    Native library = null;
    boolean done = false;
    try {
      library = new Native();
      var lowering = new Lowering(plan, memory, library, sweeps);
      List<Kernel> kernels = new ArrayList<>();
      for (int place = 0; place < plan.program().size(); place++) {
        Op op = plan.program().at(place).op();
        FloatBuffer result = memory.floats(plan.offsets().get(place), 1);
        lowering.lower(place).map(kernel -> fault.in(kernel, op, result)).ifPresent(kernels::add);
      }
      var executable = new OneDnnExecutable(plan, memory, library, kernels);
      done = true;
      return executable;
    } finally {
      if (!done) {
        release(library, memory);
      }
    }
  }

  private static void release(Native library, Memory memory) {
    if (library != null) {
      library.close();
    }
    memory.close();
  }

  private FloatBuffer floats(Plan plan, int place) {
    return memory.floats(plan.offsets().get(place), plan.program().shape(place).size());
  }

  @Override
  public void write(String input, float[] values, int offset) {
    FloatBuffer buffer = inputs.get(input);
    buffer.put(0, values, offset, buffer.capacity());
  }

  @Override
  public void run() {
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  @Override
  public void read(String output, float[] target, int offset) {
    FloatBuffer buffer = outputs.get(output);
    buffer.get(0, target, offset, buffer.capacity());
  }

  /** The native memory that this executable holds: its arena and what its kernels need besides. */
  long nativeBytes() {
    return memory.size() + library.allocatedBytes();
  }

  /** What the library calls its kernels, which it chooses itself. */
  List<String> implementations() {
    return library.implementations();
  }

  @Override
  public void close() {
    release(library, memory);
  }
}
