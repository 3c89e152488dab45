package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.layer.Desk;
import dev.kindling.layer.Parts;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormalisationTest {
  private static final TaskShape SHAPE = new TaskShape(List.of(4, 4, 2), List.of(), 3, 2, 5);
  private static final int SCORES = 5;

  private final Desk desk = new Desk();

  static List<Model> bySupport() {
    return List.of(
        new Conv4Settings(3, Reduction.STRIDE, Normalisation.SUPPORT).build(SHAPE),
        new Resnet12Settings(List.of(3, 4), Normalisation.SUPPORT).build(SHAPE));
  }

  @ParameterizedTest
  @MethodSource("bySupport")
  void bySupportEachQueryExampleIsJudgedAlone(Model model) {
    Inputs support = Networks.numbers(desk, 1, 2, 3, 4, 4, 2);
    Symbol first = desk.numbers(2, 2, 1, 4, 4, 2);
    Symbol second = desk.numbers(3, 2, 1, 4, 4, 2);
    double[] both = scores(model, Parts.concat(1, first, second), support);
    assertThat(Arrays.copyOf(both, SCORES))
        .containsExactly(Arrays.copyOf(scores(model, first, support), SCORES), within(1e-12));
    Inputs others = Networks.numbers(desk, 4, 2, 3, 4, 4, 2);
    assertThat(Arrays.copyOf(scores(model, first, others), SCORES))
        .isNotEqualTo(Arrays.copyOf(both, SCORES));
  }

  private double[] scores(Model model, Symbol query, Inputs support) {
    return Networks.scores(desk, model, Inputs.of(query).after(support));
  }

  /** Both modes say the same of the support examples themselves. */
  @ParameterizedTest
  @EnumSource
  void theSupportExamplesAreNormalisedByThemselves(Normalisation statistics) {
    Model model = new Conv4Settings(3, Reduction.STRIDE, statistics).build(SHAPE);
    Model other = new Conv4Settings(3, Reduction.STRIDE).build(SHAPE);
    Inputs support = Networks.numbers(desk, 1, 2, 3, 4, 4, 2);
    assertThat(Networks.scores(desk, model, support.after(support)))
        .isEqualTo(Networks.scores(desk, other, support));
  }

  @ParameterizedTest
  @MethodSource("bySupport")
  void supportExamplesOfWeightZeroDoNotCount(Model model) {
    Inputs three = Networks.numbers(desk, 1, 2, 3, 4, 4, 2);
    Symbol query = desk.numbers(2, 2, 1, 4, 4, 2);
    Symbol more = Parts.concat(1, three.features(), desk.numbers(3, 2, 1, 4, 4, 2));
    Symbol weights = desk.given(Shape.of(2, 4), 1, 1, 1, 0, 1, 1, 1, 0);
    assertThat(scores(model, query, Inputs.of(more).weighted(weights)))
        .isEqualTo(scores(model, query, three));
    assertThat(scores(model, query, Inputs.of(more))).isNotEqualTo(scores(model, query, three));
  }
}
