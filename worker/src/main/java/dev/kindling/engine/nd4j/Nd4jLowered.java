package dev.kindling.engine.nd4j;

import dev.kindling.plan.Plan;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels of a plan, made for one buffer. */
final class Nd4jLowered implements AutoCloseable {
  private final Nd4jMemory memory;
  private final Nd4jMemory truths;
  private final Library library;
  private final List<Nd4jKernel> lasting = new ArrayList<>();
  private final List<Nd4jKernel> kernels = new ArrayList<>();
  private final Map<String, Values> inputs = new HashMap<>();
  private final Map<String, Values> outputs = new HashMap<>();

  private Nd4jLowered(Nd4jMemory memory, Nd4jMemory truths) {
    this.memory = memory;
    this.truths = truths;
    this.library = new Library();
  }

  static Nd4jLowered of(Plan plan, Nd4jMemory memory) {
    Nd4jMemory truths = Nd4jMemory.ofTruths(Scratch.of(plan.program()).truths());
    var lowered = new Nd4jLowered(memory, truths);
    boolean done = false;
    try {
      lowered.lower(plan);
      done = true;
      return lowered;
    } finally {
      if (!done) {
        lowered.close();
      }
    }
  }

  private void lower(Plan plan) {
    Program program = plan.program();
    var lowering = new Nd4jLowering(plan, memory, truths, library);
    for (int place = 0; place < program.size(); place++) {
      Op op = program.at(place).op();
      boolean lasts = op instanceof Op.Constant || op instanceof Op.Range;
      lowering.lower(place).ifPresent((lasts ? lasting : kernels)::add);
    }
    program.inputs().forEach((name, place) -> inputs.put(name, lowering.values(place)));
    program.outputs().forEach((name, place) -> outputs.put(name, lowering.values(place)));
  }

  Nd4jMemory memory() {
    return memory;
  }

  Values input(String name) {
    return inputs.get(name);
  }

  Values output(String name) {
    return outputs.get(name);
  }

  /** Writes what every run reads and none writes. */
  void begin() {
    lasting.forEach(Nd4jKernel::run);
  }

  void run() {
    kernels.forEach(Nd4jKernel::run);
  }

  @Override
  public void close() {
    library.close();
    truths.close();
  }
}
