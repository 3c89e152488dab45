package dev.kindling.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.plan.Planner;
import dev.kindling.program.Lookup;
import dev.kindling.program.Op;
import dev.kindling.program.Random;
import dev.kindling.program.RandomKind;
import dev.kindling.program.Solve;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lookups, systems and random numbers on values worked out by hand, at the edges too. */
class RowOperationsTest {
  private static final float NAN = Float.NaN;

  static Stream<Engine> engines() {
    return Stream.of(
        new ReferenceEngine(1 << 20), new OneDnnEngine("auto", 1 << 20), new Nd4jEngine(1 << 20));
  }

  private static HostTensor tensor(Shape shape, float... values) {
    return HostTensor.of(values, shape.dimensions());
  }

  private static float[] run(Engine engine, Op op, HostTensor... operands) {
    var trace = new Trace();
    var symbols = new Symbol[operands.length];
    Arrays.setAll(symbols, i -> trace.input("x" + i, Shape.of(operands[i].shape())));
    trace.output("result", trace.apply(op, symbols));
    try (Executable executable =
        engine.compile(new Planner(engine.target()).plan(trace.program()))) {
      for (int i = 0; i < operands.length; i++) {
        executable.write("x" + i, operands[i].floats(), 0);
      }
      executable.run();
      executable.run();
      float[] result = new float[trace.program().outputShape("result").size()];
      executable.read("result", result, 0);
      return result;
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void rowsAreReadFromEachTasksOwnTable(Engine engine) {
    var tables = tensor(Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
    var places = tensor(Shape.of(2, 3), 1, 0, 1, 0.4f, 0.6f, 1);
    assertThat(run(engine, new Lookup.Gather(), tables, places))
        .containsExactly(3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 7, 8);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aPlaceThatIsNoRowReadsNaN(Engine engine) {
    var table = tensor(Shape.of(1, 2, 1), 1, 2);
    var places = tensor(Shape.of(1, 5), -1, 2, NAN, 1e20f, 1);
    assertThat(run(engine, new Lookup.Gather(), table, places))
        .containsExactly(NAN, NAN, NAN, NAN, 2);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void rowsOfOnePlaceAddUpAndThoseOfNoneAreLeftOut(Engine engine) {
    var rows = tensor(Shape.of(1, 4, 2), 1, 2, 3, 4, 5, 6, 7, 8);
    var places = tensor(Shape.of(1, 4), 2, 0, 2, 3);
    assertThat(run(engine, new Lookup.ScatterAdd(3), rows, places))
        .containsExactly(3, 4, 0, 0, 6, 8);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aSystemIsSolvedBySymmetricPartAndAnIndefiniteOneIsNaN(Engine engine) {
    var matrices = tensor(Shape.of(2, 2, 2), 4, 3, 1, 3, 1, 2, 2, 1);
    var right = tensor(Shape.of(2, 2, 1), 8, 7, 1, 1);
    float[] x = run(engine, new Solve(), matrices, right);
    assertThat(x[0]).isCloseTo(1.25f, within(1e-6f));
    assertThat(x[1]).isCloseTo(1.5f, within(1e-6f));
    assertThat(new float[] {x[2], x[3]}).containsExactly(NAN, NAN);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aTaskDrawsFromItsOwnKeyWhateverItsBlock(Engine engine) {
    Key first = Key.of(1);
    Key second = Key.of(2).fold("task");
    float[] both = Arrays.copyOf(first.floats(), 2 * Key.FLOATS);
    System.arraycopy(second.floats(), 0, both, Key.FLOATS, Key.FLOATS);
    for (RandomKind kind : RandomKind.values()) {
      var ofTwo = new Random(kind, "mask", Shape.of(2, 3));
      float[] drawn = run(engine, ofTwo, tensor(Shape.of(2, Key.FLOATS), both));
      var ofOne = new Random(kind, "mask", Shape.of(1, 3));
      float[] alone = run(engine, ofOne, tensor(Shape.of(1, Key.FLOATS), second.floats()));
      assertThat(Arrays.copyOfRange(drawn, 3, 6)).containsExactly(alone);
      for (int i = 0; i < 3; i++) {
        assertThat(drawn[i]).isEqualTo((float) kind.draw(first.fold("mask"), i));
      }
    }
  }
}
