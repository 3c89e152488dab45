package dev.kindling.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.SkippedTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaGradientTotalTest {

  @Test
  void isTheMeanOverTheTasksThatCount() {
    var skipped = new SkippedTask("a", "why");
    var total = new MetaGradientTotal(2);
    total.add(new MetaGradientSum(new float[] {1, 2}, 3, 2, List.of(skipped)));
    total.add(new MetaGradientSum(new float[] {5, -8}, 6, 1, List.of()));
    assertThat(total.mean()).containsExactly(2, -2);
    assertThat(total.meanLoss()).isEqualTo(3);
    assertThat(total.tasks()).isEqualTo(3);
    assertThat(total.skipped()).containsExactly(skipped);
  }

  @Test
  void aSumOfAnotherSizeIsRefused() {
    var total = new MetaGradientTotal(2);
    assertThatThrownBy(() -> total.add(new MetaGradientSum(new float[1], 0, 1, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 numbers do not add to 2");
  }

  @Test
  void addsInDouble() {
    var total = new MetaGradientTotal(1);
    for (float value : new float[] {0x1p24f, 1, -0x1p24f}) {
      total.add(new MetaGradientSum(new float[] {value}, 0, 1, List.of()));
    }
    assertThat(total.mean()).containsExactly((float) (1 / 3d));
  }
}
