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
    trace.output("y", model.apply(theta, Inputs.of(trace.input("x", Shape.of(1, 1, 2, 3)))));
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
  void initialisationIsAFunctionOfTheKeyWithinItsBounds() {
    Model model = new MlpSettings(List.of(400, 300), Activation.RELU).build(SHAPE);
    float[] theta = model.initialise(Key.of(5));
    assertThat(model.initialise(Key.of(5))).isEqualTo(theta);
    assertThat(model.initialise(Key.of(6))).isNotEqualTo(theta);
    int[] inputs = {6, 6, 400, 400, 300, 300};
    for (int i = 0; i < inputs.length; i++) {
      ParameterLayout.Parameter parameter = model.parameters().parameters().get(i);
      double bound = 1 / Math.sqrt(inputs[i]);
      double largest = 0;
      double sum = 0;
      for (int j = parameter.offset(); j < parameter.offset() + parameter.size(); j++) {
        largest = Math.max(largest, Math.abs(theta[j]));
        sum += theta[j];
      }
      assertThat(largest).isLessThanOrEqualTo((float) bound);
      if (parameter.size() > 100) {
        assertThat(largest).isGreaterThan(0.98 * bound);
        assertThat(Math.abs(sum / parameter.size())).isLessThan(0.2 * bound);
      }
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
