package dev.kindling.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientTest {
  @Test
  void aStoppedGradientIsAConstant() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of());
    trace.output("gradient", Gradient.of(x.stopGradient().times(x), List.of(x)).get(0));
    var result = ReferenceEngine.evaluate(trace.program(), Map.of("x", new double[] {3}));
    assertThat(result.get("gradient")).containsExactly(3);
  }

  @Test
  void aComparisonPassesNothingOn() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of());
    trace.output("gradient", Gradient.of(x.greaterThan(1).times(x), List.of(x)).get(0));
    var result = ReferenceEngine.evaluate(trace.program(), Map.of("x", new double[] {3}));
    assertThat(result.get("gradient")).containsExactly(1);
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
