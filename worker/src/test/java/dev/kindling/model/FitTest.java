package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TaskShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
  private static final String ADVICE = "; choose another kind of model or other tasks";

  private static TaskShape features(Integer... features) {
    return new TaskShape(List.of(features), List.of(), 1, 1);
  }

  private static void refuses(ModelSettings model, TaskShape shape, String sentence) {
    assertThatThrownBy(() -> model.build(shape))
        .isInstanceOf(Fault.class)
        .hasMessage("model " + sentence + ADVICE);
  }

  @Test
  void aModelSaysWhichTasksItTakes() {
    refuses(
        Conv4Settings.defaults(),
        features(1),
        "conv4 takes images [height,width,channels] of at least 1 x 1 pixels but the features of"
            + " these tasks are [1]");
    refuses(
        new Conv4Settings(8, Reduction.POOL),
        features(28, 15, 1),
        "conv4 takes images [height,width,channels] of at least 16 x 16 pixels but the features of"
            + " these tasks are [28,15,1]");
    refuses(
        Resnet12Settings.defaults(),
        features(84, 8, 3),
        "resnet12 takes images [height,width,channels] of at least 16 x 16 pixels but the features"
            + " of these tasks are [84,8,3]");
    refuses(
        new TableSettings(List.of(3, 4), 8, List.of(), Activation.RELU),
        features(1),
        "table takes rows [columns] of at least 2 columns but the features of these tasks are [1]");
    refuses(
        SequenceSettings.defaults(),
        features(5),
        "sequence takes sequences [time,width] but the features of these tasks are [5]");
    TaskShape coded = features(1).withColumns(List.of(FeatureColumn.ofCodes("city", 5)));
    for (ModelSettings other :
        List.of(
            Conv4Settings.defaults(), Resnet12Settings.defaults(), SequenceSettings.defaults())) {
      assertThatThrownBy(() -> other.build(coded))
          .hasMessageContaining("but the features of these tasks are [1]");
    }
  }

  @Test
  void theSmallestTasksFit() {
    assertThatCode(() -> new Conv4Settings(8, Reduction.POOL).build(features(16, 16, 1)))
        .doesNotThrowAnyException();
    assertThatCode(() -> Conv4Settings.defaults().build(features(1, 1, 1)))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> new TableSettings(List.of(3), 8, List.of(), Activation.RELU).build(features(1)))
        .doesNotThrowAnyException();
  }
}
