package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.layer.Desk;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
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
            "body.column1.embedding", desk.given(Shape.of(1, 2, 1), 10, 20),
            "body.column2.embedding", desk.given(Shape.of(1, 3, 1), 100, 200, 300),
            "head.weight", desk.given(Shape.of(1, 3, 1), 1, 2, 3),
            "head.bias", desk.given(Shape.of(1, 1), 0.5));
    Symbol features = desk.given(Shape.of(1, rows.length / 3, 3), rows);
    return desk.value(model().apply(Symbols.of(theta), Inputs.of(features)));
  }

  @Test
  void numbersComeBeforeTheRowsOfTheCodes() {
    assertThat(model().parameters().parameters().stream().map(ParameterLayout.Parameter::name))
        .containsExactly(
            "body.column1.embedding", "body.column2.embedding", "head.weight", "head.bias");
    assertThat(scores(7, 0, 2, -1, 1, 0)).containsExactly(7 + 20 + 900 + 0.5, -1 + 40 + 300 + 0.5);
  }

  private static ParameterLayout built(List<Integer> cardinalities, FeatureColumn... columns) {
    var shape = new TaskShape(List.of(columns.length), List.of(), 1, 1);
    return new TableSettings(cardinalities, 1, List.of(), Activation.RELU)
        .build(shape.withColumns(List.of(columns)))
        .parameters();
  }

  private static final FeatureColumn PRICE = FeatureColumn.ofNumbers("price");
  private static final FeatureColumn CITY = FeatureColumn.ofCodes("city", 2);
  private static final FeatureColumn ITEM = FeatureColumn.ofCodes("item", 3);

  @Test
  void cardinalitiesComeFromTheTasks() {
    assertThat(TableSettings.defaults().cardinalities()).isEmpty();
    assertThat(built(List.of(), PRICE, CITY, ITEM))
        .isEqualTo(built(List.of(2, 3), PRICE, CITY, ITEM))
        .isEqualTo(model().parameters());
    assertThat(built(List.of(), PRICE, PRICE).parameters()).hasSize(2);
  }

  @Test
  void cardinalitiesThatContradictTheTasksAreRefused() {
    String advice = "; leave cardinalities out, which takes them from the tasks";
    assertThatThrownBy(() -> built(List.of(3, 2), PRICE, CITY, ITEM))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.USAGE))
        .hasMessage(
            "model table has the cardinalities [3, 2] but the columns of codes of these tasks are"
                + " city of 2, item of 3"
                + advice);
    assertThatThrownBy(() -> built(List.of(3), PRICE, CITY, ITEM))
        .hasMessageContaining("cardinalities [3] but");
    assertThatThrownBy(() -> built(List.of(3), PRICE, PRICE))
        .hasMessage(
            "model table has the cardinalities [3] but the columns of codes of these tasks are none"
                + advice);
  }

  @Test
  void aCodeThatTheColumnDoesNotHaveIsNotANumber() {
    assertThat(scores(7, 2, 0, 7, 1, 0)).containsExactly(Double.NaN, 347.5);
  }
}
