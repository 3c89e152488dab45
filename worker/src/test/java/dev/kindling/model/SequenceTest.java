package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.layer.Desk;
import dev.kindling.layer.Parts;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceTest {
  private final Desk desk = new Desk();

  private static Model model(Cell cell) {
    return new SequenceSettings(cell, 4).build(new TaskShape(List.of(3, 2), List.of(), 1, 1, 5));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfStepsMatters(Cell cell) {
    Symbol x = desk.numbers(1, 2, 6, 3, 2);
    Symbol last = Parts.slice(x, 2, 2, 1);
    Symbol turned = Parts.concat(2, last, Parts.slice(x, 2, 1, 1), Parts.slice(x, 2, 0, 1));
    double[] scores = Networks.scores(desk, model(cell), Inputs.of(x));
    assertThat(scores).hasSize(2 * 6 * 5);
    assertThat(Networks.scores(desk, model(cell), Inputs.of(turned))).isNotEqualTo(scores);
  }

  @ParameterizedTest
  @EnumSource
  void examplesDoNotMix(Cell cell) {
    Symbol x = desk.numbers(1, 2, 6, 3, 2);
    Symbol alone = Parts.slice(x, 1, 4, 1);
    Symbol scores = model(cell).apply(Networks.fresh(desk, model(cell), 2), Inputs.of(x));
    assertThat(Networks.scores(desk, model(cell), Inputs.of(alone)))
        .isEqualTo(desk.value(Parts.slice(scores, 1, 4, 1)));
  }
}
