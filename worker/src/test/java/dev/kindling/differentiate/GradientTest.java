package dev.kindling.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Numbers;
import dev.kindling.engine.OperationCases;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of first and second order against central differences in random directions. */
class GradientTest {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-7;

  static Stream<OperationCases.Case> cases() {
    return OperationCases.all().stream().filter(one -> !flat(one.op()));
  }

  /** A comparison's derivative is 0; a stopped gradient's is by decree: tested apart. */
  private static boolean flat(Op op) {
    return op instanceof Op.Compare || op instanceof Op.StopGradient;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFirstOrderAgreesWithDifferences(OperationCases.Case one) {
    check(one, false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSecondOrderAgreesWithDifferences(OperationCases.Case one) {
    check(one, true);
  }

  /**
   * With {@code f(x) = sum(c * op(x)^2)}, first order: the derivative of f along u is <grad f, u>.
   * Second order: the same of {@code h(x) = <grad f(x), v>}.
   */
  private static void check(OperationCases.Case one, boolean second) {
    Key key = Key.of(one.toString().hashCode());
    var trace = new Trace();
    List<Symbol> x = inputs(trace, one);
    Symbol value = objective(trace, one, x);
    if (second) {
      value = along(trace, Gradient.of(value, x), x);
    }
    trace.output("value", value);
    List<Symbol> gradients = Gradient.of(value, x);
    for (int i = 0; i < x.size(); i++) {
      trace.output("gradient" + i, gradients.get(i));
    }
    compare(one, trace.program(), key);
  }

  private static List<Symbol> inputs(Trace trace, OperationCases.Case one) {
    List<Symbol> inputs = new ArrayList<>();
    for (int i = 0; i < one.operands().size(); i++) {
      inputs.add(trace.input("x" + i, one.operands().get(i)));
    }
    return inputs;
  }

  private static Symbol objective(Trace trace, OperationCases.Case one, List<Symbol> x) {
    Symbol y = trace.apply(one.op(), x.toArray(Symbol[]::new));
    return y.square().times(trace.input("c", y.shape())).sumAll();
  }

  private static Symbol along(Trace trace, List<Symbol> gradients, List<Symbol> x) {
    Symbol sum = trace.constant(0, Shape.of());
    for (int i = 0; i < x.size(); i++) {
      Symbol v = trace.input("v" + i, x.get(i).shape());
      sum = sum.plus(gradients.get(i).times(v).sumAll());
    }
    return sum;
  }

  private static void compare(OperationCases.Case one, Program program, Key key) {
    Map<String, double[]> at = new LinkedHashMap<>();
    program.inputs().keySet().forEach(name -> at.put(name, numbers(one, program, name, key)));
    var outputs = ReferenceEngine.evaluate(program, at);
    double expected = 0;
    Map<String, double[]> ahead = new LinkedHashMap<>(at);
    Map<String, double[]> behind = new LinkedHashMap<>(at);
    for (int i = 0; i < one.operands().size(); i++) {
      double[] u = Numbers.of(key.fold("u").fold(i), one.operands().get(i), false);
      expected += inner(outputs.get("gradient" + i), u);
      ahead.put("x" + i, moved(at.get("x" + i), u, STEP));
      behind.put("x" + i, moved(at.get("x" + i), u, -STEP));
    }
    double difference = (value(program, ahead) - value(program, behind)) / (2 * STEP);
    double scale = Math.max(1, Math.abs(value(program, at)) + Math.abs(expected));
    assertThat(Math.abs(difference - expected) / scale)
        .as("%s: gradient %s, difference %s, %s", one, expected, difference, key)
        .isLessThan(TOLERANCE);
  }

  private static double[] numbers(OperationCases.Case one, Program program, String name, Key key) {
    boolean positive = one.positive() && name.startsWith("x");
    return Numbers.of(key.fold(name), program.inputShape(name), positive);
  }

  private static double value(Program program, Map<String, double[]> at) {
    return ReferenceEngine.evaluate(program, at).get("value")[0];
  }

  private static double[] moved(double[] from, double[] direction, double step) {
    double[] moved = from.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction[i];
    }
    return moved;
  }

  private static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void aStoppedGradientIsAConstant() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of());
    trace.output("gradient", Gradient.of(x.stopGradient().times(x), List.of(x)).get(0));
    var result = ReferenceEngine.evaluate(trace.program(), Map.of("x", new double[] {3}));
    assertThat(result.get("gradient")).containsExactly(3);
  }

  @Test
  void whatTheScalarDoesNotDependOnHasGradientZero() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(2));
    Symbol y = trace.input("y", Shape.of(3));
    trace.output("gradient", Gradient.of(x.sumAll(), List.of(y)).get(0));
    var at = Map.of("x", new double[2], "y", new double[3]);
    assertThat(ReferenceEngine.evaluate(trace.program(), at).get("gradient"))
        .containsExactly(0, 0, 0);
  }

  @Test
  void thirdOrderIsOneMoreApplication() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of());
    Symbol y = x.square().square();
    for (int order = 0; order < 3; order++) {
      y = Gradient.of(y, List.of(x)).get(0);
    }
    trace.output("third", y);
    var result = ReferenceEngine.evaluate(trace.program(), Map.of("x", new double[] {2}));
    assertThat(result.get("third")).containsExactly(48);
  }

  @Test
  void onlyAScalarHasAGradient() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(2));
    assertThatThrownBy(() -> Gradient.of(x, List.of(x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gradient is of a scalar but the symbol's shape is [2]");
  }
}
