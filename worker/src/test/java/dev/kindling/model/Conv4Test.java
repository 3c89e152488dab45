package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Conv4Test {
  private static TaskShape shape(int side, int channels) {
    return new TaskShape(List.of(side, side, channels), List.of(), 1, 1, 5);
  }

  private static ParameterLayout.Parameter last(Model model, int back) {
    var parameters = model.parameters().parameters();
    return parameters.get(parameters.size() - back);
  }

  @Test
  void itHasTheParametersOfThePapers() {
    Model omniglot = new Conv4Settings(64, Reduction.STRIDE).build(shape(28, 1));
    assertThat(last(omniglot, 2).shape()).isEqualTo(Shape.of(2 * 2 * 64, 5));
    assertThat(omniglot.parameters().size())
        .isEqualTo(9 * 64 + 3 * 9 * 64 * 64 + 4 * 3 * 64 + 256 * 5 + 5);
    Model mini = new Conv4Settings(32, Reduction.POOL).build(shape(84, 3));
    assertThat(last(mini, 2).shape()).isEqualTo(Shape.of(5 * 5 * 32, 5));
  }

  @Test
  void kernelsStartAtTheScaleOfHeAndScalesAtOne() {
    Model model = new Conv4Settings(64, Reduction.STRIDE).build(shape(28, 1));
    float[] theta = model.initialise(Key.of(3));
    assertThat(model.initialise(Key.of(3))).isEqualTo(theta);
    for (ParameterLayout.Parameter parameter : model.parameters().parameters()) {
      double[] values = new double[parameter.size()];
      Arrays.setAll(values, i -> theta[parameter.offset() + i]);
      double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
      if (parameter.name().endsWith("scale")) {
        assertThat(values).containsOnly(1);
      } else if (parameter.shape().rank() == 1) {
        assertThat(values).containsOnly(0);
      } else {
        int last = parameter.shape().dimension(parameter.shape().rank() - 1);
        assertThat(square * parameter.size() / last).isBetween(1.7, 2.3);
      }
    }
  }

  @Test
  void eachTasksExamplesAreNormalisedByThemselves() {
    Model model = new Conv4Settings(3, Reduction.STRIDE).build(shape(16, 1));
    double[] one = scores(model, 1, 1);
    double[] both = scores(model, 1, 1000);
    assertThat(Arrays.copyOf(both, one.length)).isEqualTo(one);
    assertThat(one[0]).isNotEqualTo(one[1]);
  }

  /** Scores of two tasks of two examples; the second task's images are scaled. */
  private static double[] scores(Model model, double first, double second) {
    var trace = new Trace();
    Map<String, Symbol> theta = new LinkedHashMap<>();
    Map<String, double[]> at = new LinkedHashMap<>();
    float[] values = model.initialise(Key.of(1));
    for (ParameterLayout.Parameter parameter : model.parameters().parameters()) {
      Symbol given = trace.input(parameter.name(), parameter.shape());
      theta.put(parameter.name(), given.repeat(2));
      double[] numbers = new double[parameter.size()];
      Arrays.setAll(numbers, i -> values[parameter.offset() + i]);
      at.put(parameter.name(), numbers);
    }
    trace.output(
        "scores",
        model.apply(Symbols.of(theta), Inputs.of(trace.input("x", Shape.of(2, 2, 16, 16, 1)))));
    double[] pixels = new double[2 * 2 * 16 * 16];
    int half = pixels.length / 2;
    Arrays.setAll(pixels, i -> (i < half ? first : second) * Math.sin(i * 0.37));
    at.put("x", pixels);
    double[] all = ReferenceEngine.evaluate(trace.program(), at).get("scores");
    return Arrays.copyOf(all, all.length / 2);
  }
}
