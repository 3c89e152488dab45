package dev.kindling.engine.onednn;

import dev.kindling.plan.Plan;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels of a plan, made for one place in memory. */
final class Lowered implements AutoCloseable {
  private final Memory memory;
  private final Native library;
  private final List<Kernel> lasting = new ArrayList<>();
  private final Kernel[] kernels;
  private final Map<String, FloatBuffer> inputs = new HashMap<>();
  private final Map<String, FloatBuffer> outputs = new HashMap<>();

  private Lowered(Plan plan, Memory memory, Native library, OneDnnWorkspace workspace) {
    this.memory = memory;
    this.library = library;
    Program program = plan.program();
    var lowering = new Lowering(plan, memory, library, workspace.sweeps());
    List<Kernel> steps = new ArrayList<>();
    for (int place = 0; place < program.size(); place++) {
      Op op = program.at(place).op();
      if (op instanceof Op.Constant || op instanceof Op.Range) {
        lowering.lower(place).ifPresent(lasting::add);
      } else {
        FloatBuffer result = memory.floats(plan.offsets().get(place), 1);
        lowering
            .lower(place)
            .map(one -> workspace.fault().in(one, op, result))
            .ifPresent(steps::add);
      }
    }
    this.kernels = steps.toArray(Kernel[]::new);
    program.inputs().forEach((name, place) -> inputs.put(name, floats(plan, place)));
    program.outputs().forEach((name, place) -> outputs.put(name, floats(plan, place)));
  }

  static Lowered of(Plan plan, Need need, Memory memory, OneDnnWorkspace workspace) {
    Native library = Native.making(need, memory);
    boolean done = false;
    try {
      var lowered = new Lowered(plan, memory, library, workspace);
      done = true;
      return lowered;
    } finally {
      if (!done) {
        library.close();
      }
    }
  }

  private FloatBuffer floats(Plan plan, int place) {
    return memory.floats(plan.offsets().get(place), plan.program().shape(place).size());
  }

  Memory memory() {
    return memory;
  }

  Native library() {
    return library;
  }

  Map<String, FloatBuffer> inputs() {
    return inputs;
  }

  Map<String, FloatBuffer> outputs() {
    return outputs;
  }

  /** Writes what every run reads and none writes. */
  void begin() {
    lasting.forEach(Kernel::run);
  }

  void run() {
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  @Override
  public void close() {
    library.close();
  }
}
