package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlpTest {
  private static final TaskShape SHAPE = new TaskShape(List.of(2, 3), List.of(), 1, 1);

  @Test
  void parametersLieOneAfterTheOther() {
    Model model = new MlpSettings(List.of(5), Activation.RELU).build(SHAPE);
    assertThat(model.parameters().parameters())
        .containsExactly(
            new ParameterLayout.Parameter("layer1.weight", Shape.of(6, 5), 0),
            new ParameterLayout.Parameter("layer1.bias", Shape.of(5), 30),
            new ParameterLayout.Parameter("layer2.weight", Shape.of(5, 1), 35),
            new ParameterLayout.Parameter("layer2.bias", Shape.of(1), 40));
    assertThat(model.parameters().size()).isEqualTo(41);
  }

  @Test
  void itComputesWhatTheFormulaSays() {
    Model model = new MlpSettings(List.of(2), Activation.RELU).build(SHAPE);
    var trace = new Trace();
    Map<String, Symbol> theta = new LinkedHashMap<>();
    model
        .parameters()
        .parameters()
        .forEach(p -> theta.put(p.name(), trace.input(p.name(), p.shape().prepend(1))));
    trace.output("y", model.apply(theta, trace.input("x", Shape.of(1, 1, 2, 3))));
    double[] firstWeights = {1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1};
    var outputs =
        ReferenceEngine.evaluate(
            trace.program(),
            Map.of(
                "x", new double[] {1, 2, 3, 4, 5, 6},
                "layer1.weight", firstWeights,
                "layer1.bias", new double[] {0.5, -100},
                "layer2.weight", new double[] {2, 7},
                "layer2.bias", new double[] {0.25}));
    assertThat(outputs.get("y")).containsExactly(2 * 6.5 + 0.25);
  }

  @Test
  void initialisationIsAFunctionOfTheKeyWithTheScaleOfHe() {
    Model model = new MlpSettings(List.of(400, 300), Activation.RELU).build(SHAPE);
    float[] theta = model.initialise(Key.of(5));
    assertThat(model.initialise(Key.of(5))).isEqualTo(theta);
    assertThat(model.initialise(Key.of(6))).isNotEqualTo(theta);
    for (ParameterLayout.Parameter parameter : model.parameters().parameters()) {
      double square = 0;
      for (int i = 0; i < parameter.size(); i++) {
        square += Math.pow(theta[parameter.offset() + i], 2);
      }
      boolean bias = parameter.name().endsWith("bias");
      double expected = bias ? 0 : 2.0 / parameter.shape().dimension(0);
      assertThat(square / parameter.size()).isBetween(0.8 * expected, 1.2 * expected);
    }
  }

  @Test
  void twoParametersCannotShareAName() {
    var layout = new ParameterLayout.Builder().add("w", Shape.of(1));
    assertThatThrownBy(() -> layout.add("w", Shape.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two parameters are named w");
  }
}
