package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.task.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of 4,096 floats or 8,192 shorts, none, one, just filled and many. */
class NumberArraysTest {
  private static final byte AFTER = 42;

  private final Output out = new Output(64, -1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 20_000})
  void floatsComeBackToTheBit(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = Float.intBitsToFloat(Key.of(i).hashCode());
    }
    NumberArrays.write(out, values);
    Input in = written();
    assertThat(NumberArrays.floats(in)).containsExactly(values);
    assertThat(in.readByte()).isEqualTo(AFTER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20_000})
  void shortsComeBack(int length) {
    short[] values = new short[length];
    for (int i = 0; i < length; i++) {
      values[i] = (short) (7919 * i);
    }
    NumberArrays.write(out, values);
    Input in = written();
    assertThat(NumberArrays.shorts(in)).containsExactly(values);
    assertThat(in.readByte()).isEqualTo(AFTER);
  }

  private Input written() {
    out.writeByte(AFTER);
    return new Input(out.toBytes());
  }
}
