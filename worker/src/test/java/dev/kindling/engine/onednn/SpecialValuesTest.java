package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Executable;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Zeros of both signs, NaN, infinities and the smallest and largest numbers, through every form of
 * sweep: each element is the reference's, rounded, to the bit.
 */
class SpecialValuesTest {
  private static final List<Float> SPECIAL =
      List.of(
          0f,
          -0f,
          1f,
          -1f,
          Float.NaN,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY,
          Float.MIN_VALUE,
          -Float.MIN_VALUE,
          Float.MIN_NORMAL,
          -Float.MIN_NORMAL,
          Float.MAX_VALUE,
          -Float.MAX_VALUE);

  /** Rows shorter than a vector, one element longer, of whole steps, between, and long ones. */
  private static final List<Integer> LENGTHS = List.of(7, 17, 32, 40, 1100);

  private static final int ROWS = 640;

  private static final long MEMORY = 1 << 28;

  /** The forms that this JVM runs. */
  static Stream<SweepForm> forms() {
    return Stream.of(SweepForm.ELEMENTS, SweepForm.ofThisJvm()).distinct();
  }

  private static Plan plan(SweepForm form, Program program) {
    return new Planner(OneDnnEngine.of(form, MEMORY).target()).plan(program);
  }

  private static void matches(SweepForm form, Program program, Map<String, double[]> at) {
    Plan plan = plan(form, program);
    Map<String, double[]> expected = ReferenceEngine.evaluate(program, at);
    try (Executable executable = OneDnnEngine.of(form, MEMORY).compile(plan)) {
      at.forEach((name, values) -> executable.write(name, SampleNumbers.floats(values), 0));
      executable.run();
      expected.forEach(
          (name, values) -> {
            float[] actual = new float[values.length];
            executable.read(name, actual, 0);
            for (int i = 0; i < actual.length; i++) {
              if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits((float) values[i])) {
                assertThat(actual[i]).as("%s[%s] of %s", name, i, plan.text()).isEqualTo(values[i]);
                throw new AssertionError(name + "[" + i + "] is " + actual[i] + " in its bits");
              }
            }
          });
    }
  }

  /**
   * In x and in rows the values change at every element, elsewhere less often, so that all meet.
   */
  private static Map<String, double[]> values(Program program) {
    Map<String, double[]> at = new LinkedHashMap<>();
    for (String name : program.inputs().keySet()) {
      int each = name.equals("x") || name.equals("row") ? 1 : SPECIAL.size();
      at.put(
          name,
          IntStream.range(0, program.inputShape(name).size())
              .mapToDouble(i -> SPECIAL.get(i / each % SPECIAL.size()))
              .toArray());
    }
    return at;
  }

  /** Each function of x and y, and those of two operands the other way round too. */
  private static List<Symbol> functions(Symbol x, Symbol y) {
    List<Symbol> results = new ArrayList<>();
    for (BinaryKind kind : BinaryKind.values()) {
      results.add(x.binary(kind, y));
      results.add(y.binary(kind, x));
    }
    for (CompareKind kind : CompareKind.values()) {
      results.add(x.compare(kind, y));
      results.add(y.compare(kind, x).select(x, y));
    }
    for (UnaryKind kind : UnaryKind.values()) {
      if (!Dialect.SEPARATE.contains(kind)) {
        results.add(x.unary(kind));
      }
    }
    results.add(x.select(x, y));
    results.add(y.select(x, y.alike(-0.0)));
    return results;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void functionsOfEachElement(SweepForm form) {
    for (int length : LENGTHS) {
      var trace = new Trace();
      int rows = Math.max(SPECIAL.size() * SPECIAL.size(), 2100 / length + 1);
      Shape shape = Shape.of(rows, length);
      Symbol x = trace.input("x", shape);
      Symbol y = trace.input("y", shape);
      Symbol row = trace.input("row", Shape.of(length)).broadcast(shape, 0);
      Symbol column = trace.input("column", Shape.of(rows)).broadcast(shape, 1);
      int next = 0;
      for (Symbol other : List.of(y, row, column)) {
        for (Symbol result : functions(x, other)) {
          trace.output("result" + next++, result);
        }
      }
      matches(form, trace.program(), values(trace.program()));
    }
  }

  /** Fewer elements than sweeps of vectors begin with. */
  @ParameterizedTest
  @MethodSource("forms")
  void functionsOfFewElements(SweepForm form) {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(13, 13));
    int next = 0;
    for (Symbol result : functions(x, trace.input("y", Shape.of(13, 13)))) {
      trace.output("result" + next++, result);
    }
    matches(form, trace.program(), values(trace.program()));
  }

  /** Nothing reads a transposed operand after the sweep, which writes over it. */
  @ParameterizedTest
  @EnumSource(BinaryKind.class)
  void functionsWrittenOverTheirOperand(BinaryKind kind) {
    for (SweepForm form : forms().toList()) {
      var trace = new Trace();
      Shape shape = Shape.of(ROWS, 64);
      Symbol x = trace.input("x", Shape.of(64, ROWS)).transpose(1, 0);
      Symbol y = trace.input("row", Shape.of(64)).broadcast(shape, 0);
      trace.output("result", x.binary(kind, y));
      assertThat(isInPlace(plan(form, trace.program()))).isTrue();
      matches(form, trace.program(), values(trace.program()));
    }
  }

  private static boolean isInPlace(Plan plan) {
    return IntStream.range(0, plan.program().size())
        .filter(place -> plan.program().at(place).op() instanceof Op.Fused)
        .anyMatch(
            place ->
                plan.program().at(place).operands().stream()
                    .anyMatch(x -> plan.offsets().get(x).equals(plan.offsets().get(place))));
  }

  /**
   * Sums down columns, over all rows and over each half of them. A step that is moved back to end
   * with the row meets some elements twice, and must not add them twice.
   */
  @ParameterizedTest
  @MethodSource("forms")
  void sums(SweepForm form) {
    for (int length : List.of(16, 17, 33, 40, 100)) {
      var trace = new Trace();
      Symbol x = trace.input("x", Shape.of(ROWS, length));
      Symbol product = x.times(trace.input("ones", Shape.of(ROWS, length)));
      trace.output("product", product);
      trace.output("sum", product.sum(0));
      Symbol halves = x.reshape(Shape.of(2, ROWS / 2, length));
      trace.output("halves", halves.binary(BinaryKind.MAXIMUM, halves.times(1)).sum(1));
      Program program = trace.program();
      double[] columns = new double[ROWS * length];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = column(i % length, i / length);
      }
      double[] ones = new double[columns.length];
      Arrays.fill(ones, 1);
      assertThat(plan(form, program).text())
          .containsPattern("(?s)fused.multiply reduce_sum.*fused.maximum reduce_sum");
      matches(form, program, Map.of("x", columns, "ones", ones));
    }
  }

  /** Columns whose sums floats hold: of special values alone, or of a few among plain numbers. */
  private static double column(int column, int row) {
    return switch (column % 8) {
      case 0 -> -0.0;
      case 1 -> Float.MIN_VALUE;
      case 2 -> row == 77 ? Float.NaN : 1;
      case 3 -> row == 3 ? Float.POSITIVE_INFINITY : -1;
      case 4 -> row == 5 ? Float.POSITIVE_INFINITY : row == 99 ? Float.NEGATIVE_INFINITY : 0;
      case 5 -> row == 11 ? Float.MAX_VALUE : -0.0;
      case 6 -> row % 2 == 0 ? Float.MIN_NORMAL : -Float.MIN_VALUE;
      default -> Float.MAX_VALUE;
    };
  }
}
