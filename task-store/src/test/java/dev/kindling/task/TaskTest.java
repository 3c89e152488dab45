package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {

  private static final HostTensor IMAGES = HostTensor.of(new byte[12], 3, 2, 2);
  private static final HostTensor CLASSES = HostTensor.of(new int[3], 3);

  @Test
  void examplesWeighOneUnlessTold() {
    Examples examples = Examples.of(IMAGES, CLASSES);
    assertThat(examples.count()).isEqualTo(3);
    assertThat(examples.weights()).isEqualTo(HostTensor.of(new float[] {1, 1, 1}, 3));
  }

  @Test
  void theShapeOfATaskIsThatOfOneExampleAndTwoCounts() {
    Examples query = Examples.of(HostTensor.of(new byte[4], 1, 2, 2), HostTensor.of(new int[1], 1));
    Task task = new Task("t", Examples.of(IMAGES, CLASSES), query, "");
    assertThat(TaskShape.of(task)).isEqualTo(new TaskShape(List.of(2, 2), List.of(), 3, 1));
  }

  @Test
  void columnsAreARowOfNumbersThenCodes() {
    var shape = new TaskShape(List.of(2), List.of(), 1, 1);
    FeatureColumn price = FeatureColumn.ofNumbers("price");
    FeatureColumn city = FeatureColumn.ofCodes("city", 5);
    assertThat(shape.columns()).isEmpty();
    assertThat(shape.withColumns(List.of(price, city)).coded()).containsExactly(city);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape.withColumns(List.of(city, price)))
        .withMessage("columns of codes come after those of numbers but city comes before price");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape.withColumns(List.of(price)))
        .withMessage("features of shape [2] are no row of 1 columns");
  }

  @Test
  void examplesAgreeOnTheirNumber() {
    HostTensor two = HostTensor.of(new int[2], 2);
    HostTensor scalar = HostTensor.of(new float[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Examples.of(IMAGES, two))
        .withMessage("features U8[3, 2, 2] and targets I32[2] differ in their first axis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Examples(IMAGES, CLASSES, HostTensor.of(new float[2], 2)))
        .withMessage("features U8[3, 2, 2] and weights F32[2] differ in their first axis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Examples.of(scalar, CLASSES))
        .withMessage("features must have a first axis that counts the examples but is F32[]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Examples.of(IMAGES, null))
        .withMessage("targets is missing");
  }

  @Test
  void weightsAreFiniteAndNotNegative() {
    HostTensor negative = HostTensor.of(new float[] {1, -1, 1}, 3);
    HostTensor nan = HostTensor.of(new float[] {1, 1, Float.NaN}, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Examples(IMAGES, CLASSES, CLASSES))
        .withMessage("weights must be F32 of one axis but is I32[3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Examples(IMAGES, CLASSES, negative))
        .withMessage("weights[1] must be at least 0 but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Examples(IMAGES, CLASSES, nan))
        .withMessage("weights[2] must be a finite number but is NaN");
  }

  @Test
  void supportAndQueryHaveExamplesAlike() {
    Examples images = Examples.of(IMAGES, CLASSES);
    Examples rows = Examples.of(HostTensor.of(new byte[12], 3, 4), CLASSES);
    Examples regression = Examples.of(IMAGES, HostTensor.of(new float[3], 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Task("t", images, rows, ""))
        .withMessage(
            "support and query of task t must have examples of one form but their features are"
                + " U8[3, 2, 2] and U8[3, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Task("t", images, regression, ""))
        .withMessage(
            "support and query of task t must have examples of one form but their targets are"
                + " I32[3] and F32[3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Task("", images, images, ""))
        .withMessage("name must not be blank");
  }

  @Test
  void taskShapesHaveNoEmptyAxesAndNoEmptySides() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskShape(List.of(3, 0), List.of(), 1, 1))
        .withMessage("features[1] must be at least 1 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskShape(List.of(), List.of(), 0, 1))
        .withMessage("support must be at least 1 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskShape(List.of(), List.of(), 1, -1))
        .withMessage("query must be at least 1 but is -1");
  }

  @Test
  void classesSayWhatTargetsAre() {
    TaskShape numbers = new TaskShape(List.of(), List.of(2, 3), 1, 1);
    TaskShape binary = new TaskShape(List.of(), List.of(4), 1, 1, 1);
    TaskShape classes = new TaskShape(List.of(), List.of(1), 1, 1, 5);
    assertThat(numbers.targetKind()).isEqualTo(TargetKind.NUMBERS);
    assertThat(numbers.outputs()).isEqualTo(6);
    assertThat(binary.targetKind()).isEqualTo(TargetKind.BINARY);
    assertThat(binary.outputs()).isEqualTo(4);
    assertThat(classes.targetKind()).isEqualTo(TargetKind.CLASSES);
    assertThat(classes.outputs()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskShape(List.of(), List.of(4), 1, 1, 3))
        .withMessage("a target that names one of 3 classes is one number but is of shape [4]");
  }
}
