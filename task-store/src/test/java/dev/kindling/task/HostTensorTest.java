package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HostTensorTest {

  private static final HostTensor FLOATS = HostTensor.of(new float[6], 2, 3);

  @Test
  void knowsItsShapeAndType() {
    assertThat(FLOATS.type()).isEqualTo(ElementType.F32);
    assertThat(FLOATS.shape()).containsExactly(2, 3);
    assertThat(FLOATS.rank()).isEqualTo(2);
    assertThat(FLOATS.dimension(1)).isEqualTo(3);
    assertThat(FLOATS.size()).isEqualTo(6);
    assertThat(FLOATS).hasToString("F32[2, 3]");
  }

  @Test
  void holdsTheArrayItself() {
    float[] floats = {1};
    byte[] bytes = {-1};
    int[] ints = {7};
    assertThat(HostTensor.of(floats, 1).floats()).isSameAs(floats);
    assertThat(HostTensor.of(bytes, 1).bytes()).isSameAs(bytes);
    assertThat(HostTensor.of(ints, 1).ints()).isSameAs(ints);
  }

  @Test
  void aTensorWithoutAxesIsAScalar() {
    HostTensor scalar = HostTensor.of(new int[] {3});
    assertThat(scalar.rank()).isZero();
    assertThat(scalar.size()).isEqualTo(1);
  }

  @Test
  void theShapeCannotBeChangedFromOutside() {
    int[] shape = {2, 3};
    HostTensor tensor = HostTensor.of(new float[6], shape);
    shape[0] = 9;
    tensor.shape()[1] = 9;
    assertThat(tensor.shape()).containsExactly(2, 3);
  }

  @Test
  void isReadAsWhatItIs() {
    assertThatIllegalStateException()
        .isThrownBy(FLOATS::ints)
        .withMessage("expected a tensor of I32 but it is F32[2, 3]");
    assertThatIllegalStateException()
        .isThrownBy(FLOATS::bytes)
        .withMessage("expected a tensor of U8 but it is F32[2, 3]");
    assertThatIllegalStateException()
        .isThrownBy(HostTensor.of(new int[1], 1)::floats)
        .withMessage("expected a tensor of F32 but it is I32[1]");
  }

  @Test
  void refusesAShapeThatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.of(new float[5], 2, 3))
        .withMessage("shape [2, 3] needs 6 values but has 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.of(new float[0], 0))
        .withMessage("shape[0] must be at least 1 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.of(new byte[1], 65536, 65536))
        .withMessage("shape [65536, 65536] has more elements than one array can hold");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.of((int[]) null, 1))
        .withMessage("values is missing");
  }

  @Test
  void equalsInTypeShapeAndEveryBit() {
    HostTensor nan = HostTensor.of(new float[] {Float.NaN}, 1);
    assertThat(HostTensor.of(new float[] {Float.NaN}, 1))
        .isEqualTo(nan)
        .hasSameHashCodeAs(nan)
        .isNotEqualTo(HostTensor.of(new float[] {Float.NaN}, 1, 1))
        .isNotEqualTo(HostTensor.of(new float[] {0}, 1));
    assertThat(HostTensor.of(new float[] {0f}, 1))
        .isNotEqualTo(HostTensor.of(new float[] {-0f}, 1))
        .isNotEqualTo(HostTensor.of(new int[] {0}, 1));
    assertThat(HostTensor.of(new byte[] {1}, 1)).isEqualTo(HostTensor.of(new byte[] {1}, 1));
  }

  @Test
  void aTensorDamagedOnTheWayIsRefused() {
    String hex = HexFormat.of().formatHex(Wire.bytes(HostTensor.of(new byte[] {1, 2}, 2)));
    String oneAxisOfTwo = "0000000100000002";
    assertThat(hex).containsOnlyOnce(oneAxisOfTwo);
    byte[] damaged = HexFormat.of().parseHex(hex.replace(oneAxisOfTwo, "0000000100000003"));
    assertThatThrownBy(() -> Wire.read(damaged))
        .hasMessageContaining("A tensor arrived damaged: shape [3] needs 3 values but has 2");
  }

  @Test
  void elementTypesKnowTheirWidth() {
    assertThat(ElementType.F32.bytes()).isEqualTo(4);
    assertThat(ElementType.U8.bytes()).isEqualTo(1);
    assertThat(ElementType.I32.bytes()).isEqualTo(4);
  }
}
