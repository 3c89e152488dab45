package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.layer.Desk;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Desk desk = new Desk();

  private static Model model() {
    return new TableSettings(List.of(2, 3), 1, List.of(), Activation.RELU)
        .build(new TaskShape(List.of(3), List.of(), 1, 1));
  }

  private double[] scores(double... rows) {
    Map<String, Symbol> theta =
        Map.of(
            "column1.embedding", desk.given(Shape.of(1, 2, 1), 10, 20),
            "column2.embedding", desk.given(Shape.of(1, 3, 1), 100, 200, 300),
            "layer1.weight", desk.given(Shape.of(1, 3, 1), 1, 2, 3),
            "layer1.bias", desk.given(Shape.of(1, 1), 0.5));
    Symbol features = desk.given(Shape.of(1, rows.length / 3, 3), rows);
    return desk.value(model().apply(theta, Inputs.of(features)));
  }

  @Test
  void numbersComeBeforeTheRowsOfTheCodes() {
    assertThat(model().parameters().parameters().stream().map(ParameterLayout.Parameter::name))
        .containsExactly("column1.embedding", "column2.embedding", "layer1.weight", "layer1.bias");
    assertThat(scores(7, 0, 2, -1, 1, 0)).containsExactly(7 + 20 + 900 + 0.5, -1 + 40 + 300 + 0.5);
  }

  @Test
  void aCodeThatTheColumnDoesNotHaveIsNotANumber() {
    assertThat(scores(7, 2, 0, 7, 1, 0)).containsExactly(Double.NaN, 347.5);
  }
}
