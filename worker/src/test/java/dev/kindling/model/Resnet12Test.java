package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.layer.Desk;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class Resnet12Test {

  /** Kernels of 3 x 3: c w + 2 w w in a block; of 1 x 1: c w; and eight vectors of w. */
  @Test
  void itHasTheParametersOfThePapers() {
    Model model =
        Resnet12Settings.defaults().build(new TaskShape(List.of(84, 84, 3), List.of(), 5, 75, 5));
    int expected = 0;
    int channels = 3;
    for (int width : List.of(64, 160, 320, 640)) {
      expected += 9 * (channels * width + 2 * width * width) + channels * width + 8 * width;
      channels = width;
    }
    assertThat(model.parameters().size()).isEqualTo(expected + 640 * 5 + 5).isEqualTo(12_427_525);
  }

  @Test
  void oddImagesAreHalvedDownwards() {
    Model model =
        new Resnet12Settings(List.of(2, 3), Normalisation.BATCH)
            .build(new TaskShape(List.of(7, 5, 1), List.of(4), 1, 1));
    var desk = new Desk();
    Inputs inputs = Networks.numbers(desk, 1, 2, 3, 7, 5, 1);
    Symbol scores = model.apply(Networks.fresh(desk, model, 2), inputs);
    assertThat(scores.shape().dimensions()).containsExactly(2, 3, 4);
    assertThat(desk.value(scores)).doesNotContain(0, Double.NaN);
  }
}
