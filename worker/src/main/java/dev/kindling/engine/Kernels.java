package dev.kindling.engine;

import dev.kindling.fault.Require;
import dev.kindling.plan.Planner;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Key;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Map;

/**
 * What tells the kernels of two processes apart. Libraries choose kernels by the processor, its
 * caches and variables of the environment, of which the instruction set is only one; so the bits
 * that they compute are compared as well.
 *
 * @param instructionSet as the engine names it
 * @param fingerprint the first digits of the SHA-256 of what the engine makes of a fixed program
 */
public record Kernels(String instructionSet, String fingerprint) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int DIGITS = 16;
  private static final Key KEY = Key.of(41);

  public Kernels {
    Require.present("instructionSet", instructionSet);
    Require.present("fingerprint", fingerprint);
  }

  /** Those of an engine in this process. */
  public static Kernels of(Engine engine) {
    Program program = FingerprintProgram.written();
    String sum = Sha256.of(out -> run(engine, program, out));
    return new Kernels(engine.instructionSet(), sum.substring(0, DIGITS));
  }

  private static void run(Engine engine, Program program, OutputStream out) throws IOException {
    try (Executable executable = engine.compile(new Planner(engine.target()).plan(program))) {
      for (Instruction instruction : program.instructions()) {
        if (instruction.op() instanceof Op.Input input) {
          executable.write(input.name(), numbers(KEY.fold(input.name()), input.shape().size()), 0);
        }
      }
      executable.run();
      var data = new DataOutputStream(out);
      for (Map.Entry<String, Integer> output : program.outputs().entrySet()) {
        float[] values = new float[program.shape(output.getValue()).size()];
        executable.read(output.getKey(), values, 0);
        for (float value : values) {
          data.writeInt(Float.floatToIntBits(value));
        }
      }
    }
  }

  /** From -1 to 1, with all the digits that a float has. */
  private static float[] numbers(Key key, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (2 * key.uniform(i) - 1);
    }
    return numbers;
  }

  @Override
  public String toString() {
    return "%s, fingerprint %s".formatted(instructionSet, fingerprint);
  }
}
