package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of every odd form mean the same as traced, as planned, and on every engine. */
class RandomProgramTest {
  private static final int PROGRAMS = 400;
  private static final double TOLERANCE = 1e-5;

  static Stream<Engine> engines() {
    return Stream.of(new OneDnnEngine("auto", 1L << 30), new Nd4jEngine(1L << 30));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void plansMeanWhatProgramsMean(Engine engine) {
    mean(engine, engine.target());
  }

  /** The target takes all values as too large for caches. */
  @ParameterizedTest
  @MethodSource("engines")
  void plansThatSaveTrafficMeanWhatProgramsMean(Engine engine) {
    Target t = engine.target();
    mean(engine, new Target(t.separate(), t.alignment(), t.memoryBytes(), t.elementwise(), 1));
  }

  private static void mean(Engine engine, Target target) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      Key key = Key.of(seed);
      Program program = RandomProgram.of(key.fold("program"));
      Map<String, double[]> at = new LinkedHashMap<>();
      for (String name : program.inputs().keySet()) {
        at.put(name, whole(key.fold(name), program.inputShape(name)));
      }
      check(engine, target, seed, program, at);
    }
  }

  private static double[] whole(Key key, Shape shape) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> key.below(i, 5) - 2);
    return values;
  }

  private static void check(
      Engine engine, Target target, int seed, Program program, Map<String, double[]> at) {
    Map<String, double[]> expected = ReferenceEngine.evaluate(program, at);
    Plan plan = new Planner(target).plan(program);
    Map<String, double[]> planned = ReferenceEngine.evaluate(plan.program(), at);
    expected.forEach((name, values) -> same(seed, plan, name, planned.get(name), values));
    try (Executable executable = engine.compile(plan)) {
      at.forEach((name, values) -> executable.write(name, SampleNumbers.floats(values), 0));
      for (int run = 0; run < 2; run++) {
        executable.run();
        for (String name : expected.keySet()) {
          float[] actual = new float[expected.get(name).length];
          executable.read(name, actual, 0);
          same(seed, plan, name, SampleNumbers.doubles(actual), expected.get(name));
        }
      }
    }
  }

  /** Gradients grow with each operation, so what floats cannot hold is not compared. */
  private static void same(int seed, Plan plan, String name, double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      double allowed = TOLERANCE * (1 + Math.abs(expected[i]));
      if (Math.abs(expected[i]) < 1e6 && !(Math.abs(actual[i] - expected[i]) <= allowed)) {
        assertThat(actual[i])
            .as("seed %s, %s[%s] in\n%s", seed, name, i, plan.text())
            .isEqualTo(expected[i]);
      }
    }
  }
}
