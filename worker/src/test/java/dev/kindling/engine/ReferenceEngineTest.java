package dev.kindling.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.plan.Planner;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle itself, against values worked out by hand. */
class ReferenceEngineTest {
  private final Trace trace = new Trace();
  private final Map<String, double[]> inputs = new HashMap<>();

  private Symbol given(Shape shape, double... values) {
    String name = "x" + inputs.size();
    inputs.put(name, values);
    return trace.input(name, shape);
  }

  private double[] result(Symbol symbol) {
    trace.output("y" + symbol.place(), symbol);
    return ReferenceEngine.evaluate(trace.program(), inputs).get("y" + symbol.place());
  }

  @Test
  void functionsOfOneNumber() {
    Symbol x = given(Shape.of(3), -2, 0, 4);
    assertThat(result(x.unary(UnaryKind.NEGATE))).containsExactly(2, -0.0, -4);
    assertThat(result(x.unary(UnaryKind.RELU))).containsExactly(0, 0, 4);
    assertThat(result(x.unary(UnaryKind.SIGMOID))[1]).isEqualTo(0.5);
    assertThat(result(x.unary(UnaryKind.TANH))[1]).isZero();
    Symbol positive = given(Shape.of(2), 1, 4);
    assertThat(result(positive.unary(UnaryKind.SQRT))).containsExactly(1, 2);
    assertThat(result(positive.unary(UnaryKind.RECIPROCAL))).containsExactly(1, 0.25);
    assertThat(result(positive.unary(UnaryKind.LOG))[0]).isZero();
    assertThat(result(positive.unary(UnaryKind.EXP))[0]).isEqualTo(Math.E, within(1e-15));
    assertThat(result(positive.unary(UnaryKind.TANH))[0]).isEqualTo(0.7615941559557649);
  }

  @Test
  void functionsOfTwoNumbers() {
    Symbol x = given(Shape.of(3), 6, -3, 5);
    Symbol y = given(Shape.of(3), 2, 4, 5);
    assertThat(result(x.binary(BinaryKind.ADD, y))).containsExactly(8, 1, 10);
    assertThat(result(x.binary(BinaryKind.SUBTRACT, y))).containsExactly(4, -7, 0);
    assertThat(result(x.binary(BinaryKind.MULTIPLY, y))).containsExactly(12, -12, 25);
    assertThat(result(x.binary(BinaryKind.DIVIDE, y))).containsExactly(3, -0.75, 1);
    assertThat(result(x.binary(BinaryKind.MAXIMUM, y))).containsExactly(6, 4, 5);
    assertThat(result(x.binary(BinaryKind.MINIMUM, y))).containsExactly(2, -3, 5);
    assertThat(result(x.compare(CompareKind.GREATER, y))).containsExactly(1, 0, 0);
    assertThat(result(x.compare(CompareKind.GREATER_OR_EQUAL, y))).containsExactly(1, 0, 1);
    assertThat(result(x.compare(CompareKind.EQUAL, y))).containsExactly(0, 0, 1);
    Symbol mask = x.compare(CompareKind.GREATER, y);
    assertThat(result(mask.select(x, y))).containsExactly(6, 4, 5);
  }

  @Test
  void reductionsAndRepetitions() {
    Symbol x = given(Shape.of(2, 3), 1, 2, 3, 4, 5, 9);
    assertThat(result(x.sum(0))).containsExactly(5, 7, 12);
    assertThat(result(x.sum(1))).containsExactly(6, 18);
    assertThat(result(x.sumAll())).containsExactly(24);
    assertThat(result(x.reduce(ReduceKind.MAX, List.of(0)))).containsExactly(4, 5, 9);
    Symbol row = given(Shape.of(2), 7, 8);
    assertThat(result(row.broadcast(Shape.of(2, 3), 1))).containsExactly(7, 7, 7, 8, 8, 8);
    assertThat(result(row.broadcast(Shape.of(3, 2), 0))).containsExactly(7, 8, 7, 8, 7, 8);
  }

  @Test
  void movements() {
    Symbol x = given(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertThat(result(x.transpose(1, 0))).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(result(x.reshape(Shape.of(3, 2)))).containsExactly(1, 2, 3, 4, 5, 6);
    Symbol cube = given(Shape.of(2, 2, 2), 0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(result(cube.transpose(1, 2, 0))).containsExactly(0, 4, 1, 5, 2, 6, 3, 7);
    assertThat(result(x.stopGradient())).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(result(trace.constant(2, Shape.of(2)))).containsExactly(2, 2);
  }

  @Test
  void productsUnderEachPairOfFlags() {
    Symbol left = given(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);
    Symbol right = given(Shape.of(1, 3, 2), 1, 0, 0, 1, 2, 2);
    double[] expected = {7, 8, 16, 17};
    assertThat(result(left.matMul(right))).containsExactly(expected);
    Symbol leftT = left.transpose(0, 2, 1);
    Symbol rightT = right.transpose(0, 2, 1);
    assertThat(result(trace.apply(new Op.MatMul(true, false), leftT, right)))
        .containsExactly(expected);
    assertThat(result(trace.apply(new Op.MatMul(false, true), left, rightT)))
        .containsExactly(expected);
    assertThat(result(trace.apply(new Op.MatMul(true, true), leftT, rightT)))
        .containsExactly(expected);
  }

  @Test
  void aBatchOfProductsIsEachOnItsOwn() {
    Symbol left = given(Shape.of(2, 1, 2), 1, 2, 3, 4);
    Symbol right = given(Shape.of(2, 2, 1), 5, 6, 7, 8);
    assertThat(result(left.matMul(right))).containsExactly(17, 53);
  }

  @Test
  void aMissingOrMisshapenInputIsNamed() {
    Symbol x = trace.input("x", Shape.of(2));
    trace.output("y", x);
    assertThatThrownBy(() -> ReferenceEngine.evaluate(trace.program(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input x is not set");
    assertThatThrownBy(() -> ReferenceEngine.evaluate(trace.program(), Map.of("x", new double[3])))
        .hasMessage("x has shape [2], so 2 numbers, but got 3");
  }

  @Test
  void itIsAnEngineLikeTheOthers() {
    var engine = new ReferenceEngine(1 << 20);
    trace.output("y", trace.input("x", Shape.of(2)).square());
    try (Executable executable =
        engine.compile(new Planner(engine.target()).plan(trace.program()))) {
      executable.write("x", new float[] {0, 2, 3}, 1);
      executable.run();
      float[] target = new float[3];
      executable.read("y", target, 1);
      assertThat(target).containsExactly(0, 4, 9);
    }
  }
}
