package dev.kindling.engine.onednn;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Executable;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;

/**
 * What large sweeps compute, as one number: meta-gradients of a perceptron, and every elementwise
 * function. As a program it prints the form that its JVM chose, and the number.
 */
final class SweepDigest {
  private static final TaskShape TASKS = new TaskShape(List.of(3), List.of(1), 10, 10);

  private SweepDigest() {}

  public static void main(String[] arguments) {
    SweepForm form = SweepForm.ofThisJvm();
    System.out.println(form + " " + of(form));
  }

  static int of(SweepForm form) {
    var model = new MlpSettings(List.of(40, 40), Activation.RELU);
    Program program = EpisodePrograms.of(new MamlSettings(3, 0.01, 2), model, TASKS).training(32);
    return 31 * bits(program, OneDnnEngine.of(form, 1 << 28))
        + Arrays.hashCode(SweepRuns.run(new SweepCompiler(form), 33));
  }

  private static int bits(Program program, OneDnnEngine engine) {
    int bits = 0;
    try (Executable executable = engine.compile(new Planner(engine.target()).plan(program))) {
      for (String input : program.inputs().keySet()) {
        double[] numbers =
            SampleNumbers.of(Key.of(5).fold(input), program.inputShape(input), false);
        executable.write(input, SampleNumbers.floats(numbers), 0);
      }
      executable.run();
      for (var output : program.outputs().entrySet()) {
        float[] values = new float[program.shape(output.getValue()).size()];
        executable.read(output.getKey(), values, 0);
        bits = 31 * bits + Arrays.hashCode(values);
      }
    }
    return bits;
  }
}
