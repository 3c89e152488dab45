package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializedTasksTest {

  @ParameterizedTest
  @MethodSource("values")
  void whatCrossesAWireArrivesAsItLeft(Object value) {
    assertThat(Wire.read(Wire.bytes(value))).isEqualTo(value).hasSameHashCodeAs(value);
  }

  static Stream<Object> values() {
    Task task = SinusoidSettings.defaults().open(Split.TRAIN).sample(Key.of(1));
    return Stream.of(
        ElementType.U8,
        Split.VALIDATION,
        new Key(-1, 5),
        HostTensor.of(new float[] {1, Float.NaN, -0f}, 3, 1),
        HostTensor.of(new byte[] {-1, 1}, 1, 2),
        HostTensor.of(new int[] {Integer.MIN_VALUE}),
        task.support(),
        task,
        new Task(
            "t",
            task.support(),
            task.query(),
            "",
            List.of(new DamagedRecord("s", "record 0 of f", "t", "torn", 1))),
        new TaskShape(List.of(28, 28), List.of(), 5, 15),
        SinusoidSettings.defaults(),
        LinesSettings.defaults(),
        GaussianProcessSettings.defaults(),
        GlyphsSettings.defaults(),
        UsersSettings.defaults(),
        new MixtureSettings(List.of(MixturePart.defaults())));
  }
}
