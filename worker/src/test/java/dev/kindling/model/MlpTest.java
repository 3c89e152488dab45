package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.fault.Fault;
import dev.kindling.layer.Desk;
import dev.kindling.model.MlpSettings.CodeForm;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
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
            new ParameterLayout.Parameter("body.layer1.weight", Shape.of(6, 5), 0),
            new ParameterLayout.Parameter("body.layer1.bias", Shape.of(5), 30),
            new ParameterLayout.Parameter("head.weight", Shape.of(5, 1), 35),
            new ParameterLayout.Parameter("head.bias", Shape.of(1), 40));
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
    trace.output(
        "y", model.apply(Symbols.of(theta), Inputs.of(trace.input("x", Shape.of(1, 1, 2, 3)))));
    double[] firstWeights = {1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1};
    var outputs =
        ReferenceEngine.evaluate(
            trace.program(),
            Map.of(
                "x", new double[] {1, 2, 3, 4, 5, 6},
                "body.layer1.weight", firstWeights,
                "body.layer1.bias", new double[] {0.5, -100},
                "head.weight", new double[] {2, 7},
                "head.bias", new double[] {0.25}));
    assertThat(outputs.get("y")).containsExactly(2 * 6.5 + 0.25);
  }

  private static TaskShape table(int codes) {
    return new TaskShape(List.of(2), List.of(), 1, 1)
        .withColumns(
            List.of(FeatureColumn.ofNumbers("price"), FeatureColumn.ofCodes("city", codes)));
  }

  private static Model linear(CodeForm codes, TaskShape shape) {
    return new MlpSettings(List.of(), Activation.RELU, codes).build(shape);
  }

  @Test
  void codesEnterAsOneHotUnlessTheyAreAskedForAsNumbers() {
    var desk = new Desk();
    Symbol rows = desk.given(Shape.of(1, 3, 2), -1, 0, 2, 2, 0, 1);
    Symbol bias = desk.given(Shape.of(1, 1), 0.5);
    var oneHot =
        Symbols.of(
            Map.of("head.weight", desk.given(Shape.of(1, 4, 1), 1, 10, 20, 30), "head.bias", bias));
    var numbers =
        Symbols.of(Map.of("head.weight", desk.given(Shape.of(1, 2, 1), 1, 10), "head.bias", bias));

    assertThat(MlpSettings.defaults().codes()).isEqualTo(CodeForm.ONE_HOT);
    assertThat(desk.value(linear(CodeForm.ONE_HOT, table(3)).apply(oneHot, Inputs.of(rows))))
        .containsExactly(9.5, 32.5, 20.5);
    assertThat(desk.value(linear(CodeForm.NUMBERS, table(3)).apply(numbers, Inputs.of(rows))))
        .containsExactly(-.5, 22.5, 10.5);
  }

  @Test
  void tooManyCodesForOneHotAreRefused() {
    assertThat(linear(CodeForm.ONE_HOT, table(1024)).parameters().size()).isEqualTo(1026);
    assertThat(linear(CodeForm.NUMBERS, table(1025)).parameters().size()).isEqualTo(3);
    assertThatThrownBy(() -> linear(CodeForm.ONE_HOT, table(1025)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "model mlp takes at most 1024 codes one-hot but these tasks have 1025: city of 1025;"
                + " choose kind table, whose embeddings hold any number of them");
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
