package dev.kindling.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void aScalarHasOneElementAndNoAxes() {
    assertThat(Shape.of().size()).isEqualTo(1);
    assertThat(Shape.of().rank()).isZero();
    assertThat(Shape.of()).hasToString("[]");
  }

  @Test
  void stridesAreRowMajor() {
    assertThat(Shape.of(2, 3, 5).strides()).containsExactly(15, 5, 1);
  }

  @Test
  void axesCanBeDroppedAndPutInFront() {
    assertThat(Shape.of(2, 3, 5).without(List.of(0, 2))).isEqualTo(Shape.of(3));
    assertThat(Shape.of(3).prepend(7)).isEqualTo(Shape.of(7, 3)).hasToString("[7,3]");
  }

  @Test
  void itCannotBeChangedFromOutside() {
    int[] dimensions = {2, 3};
    Shape shape = Shape.of(dimensions);
    dimensions[0] = 9;
    shape.dimensions()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
  }

  @Test
  void emptyNegativeAndHugeShapesAreRefused() {
    for (int[] dimensions : List.of(new int[] {0}, new int[] {2, -1}, new int[] {65536, 65536})) {
      assertThatThrownBy(() -> Shape.of(dimensions))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dimensions of at least 1 and at most 2147483647 elements");
    }
  }
}
