package dev.kindling.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.check.EngineCheck;
import dev.kindling.differentiate.Gradient;
import dev.kindling.differentiate.HessianVectorProduct;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.layer.Desk;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.Solve;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConjugateGradientTest {
  private final Desk desk = new Desk();

  /** {@code R R^T + I}, one matrix for each task. */
  private static Symbol definite(Symbol r) {
    Symbol square = r.trace().apply(new Op.MatMul(false, true), r, r);
    Shape shape = r.shape();
    Symbol row = r.trace().apply(new Op.Range(shape, 1));
    Symbol column = r.trace().apply(new Op.Range(shape, 2));
    return square.plus(row.compare(CompareKind.EQUAL, column));
  }

  private static Symbol solved(Symbol matrix, Symbol right, int iterations) {
    return ConjugateGradient.solve(
            vector -> List.of(matrix.matMul(vector.get(0))), List.of(right), iterations)
        .get(0);
  }

  private static Symbol exactly(Symbol matrix, Symbol right) {
    return matrix.trace().apply(new Solve(), matrix, right);
  }

  @Test
  void asManyIterationsAsUnknownsSolve() {
    Symbol matrix = definite(desk.numbers(1, 3, 5, 5));
    Symbol right = desk.numbers(2, 3, 5, 1);
    double[] expected = desk.value(exactly(matrix, right));
    assertThat(desk.value(solved(matrix, right, 5))).containsExactly(expected, within(1e-9));
    assertThat(desk.value(solved(matrix, right, 4))[0]).isNotCloseTo(expected[0], within(1e-7));
  }

  /** One of three tasks has nothing to solve, one converges at once, and one takes longer. */
  @Test
  void tasksThatHaveConvergedStayAndAreDifferentiable() {
    Symbol matrix = desk.given(Shape.of(3, 2, 2), 2, 0, 0, 2, 2, 0, 0, 2, 2, 1, 1, 3);
    Symbol right = desk.given(Shape.of(3, 2, 1), 0, 0, 4, 6, 1, 2);
    Symbol x = solved(matrix, right, 7);
    assertThat(desk.value(x)).containsExactly(new double[] {0, 0, 2, 3, 0.2, 0.6}, within(1e-12));
    double[] expected =
        desk.value(Gradient.of(exactly(matrix, right).square().sumAll(), List.of(right)).get(0));
    double[] actual = desk.value(Gradient.of(x.square().sumAll(), List.of(right)).get(0));
    for (int i = 2; i < actual.length; i++) {
      assertThat(actual[i]).as("place %s", i).isCloseTo(expected[i], within(1e-9));
    }
    assertThat(actual[0]).as("a task with nothing to solve").isZero();
  }

  /** The residuals go below what floats hold. */
  @Test
  void manyIterationsTooManyAreHarmlessInFloats() {
    Symbol matrix = definite(desk.numbers(1, 3, 4, 4));
    Symbol right = desk.numbers(2, 3, 4, 1);
    Symbol x = solved(matrix, right.times(1e-12), 40).times(1e12);
    desk.trace().output("x", x);
    desk.trace().output("derivative", Gradient.of(x.sumAll(), List.of(right)).get(0));
    var engine = new OneDnnEngine("auto", 1L << 28);
    double error = EngineCheck.error(desk.trace().program(), desk.inputs(), engine);
    assertThat(error).isLessThan(1e-4);
  }

  @Test
  void aDirectionOfNegativeCurvatureIsNotTaken() {
    Symbol matrix = desk.given(Shape.of(1, 1, 1), -1);
    Symbol right = desk.given(Shape.of(1, 1, 1), 3);
    assertThat(desk.value(solved(matrix, right, 3))).containsExactly(0);
  }

  /**
   * A Newton step {@code -(H + d I)^{-1} g} of a quadratic in two parameters, one of them a number
   * for each task.
   */
  @Test
  void withHessianVectorProductsItMakesANewtonStep() {
    Symbol w = desk.numbers(1, 2, 3);
    Symbol b = desk.given(Shape.of(2), 0.5, -1);
    Symbol x = desk.numbers(2, 2, 4, 3);
    List<Symbol> variables = List.of(w, b);
    Symbol loss = loss(x, w, b);
    List<Symbol> gradient = Gradient.of(loss, variables);
    List<Symbol> step =
        ConjugateGradient.solve(
            vector -> HessianVectorProduct.of(loss, variables, vector), gradient, 4);
    Symbol nextW = w.minus(step.get(0));
    Symbol nextB = b.minus(step.get(1));
    Symbol after = loss(x, nextW, nextB);
    assertThat(desk.value(after)[0]).isLessThan(0.9 * desk.value(loss)[0]);
    for (Symbol partial : Gradient.of(after, List.of(nextW, nextB))) {
      double[] values = desk.value(partial);
      assertThat(values).containsExactly(new double[values.length], within(1e-9));
    }
  }

  /** Squared errors of a line from one, over both tasks, with a little decay. */
  private static Symbol loss(Symbol x, Symbol w, Symbol b) {
    Symbol line = x.matMul(w.reshape(Shape.of(2, 3, 1))).reshape(Shape.of(2, 4));
    Symbol error = line.plus(b.broadcast(line.shape(), 1)).minus(line.alike(1));
    return error.square().sumAll().plus(w.square().sumAll().times(0.1));
  }
}
