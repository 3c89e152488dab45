package dev.kindling.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.storage.DamageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatStreamTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 16_383, 16_384, 16_385, 50_000})
  void whatIsWrittenReadsBackTheSame(int count) throws IOException {
    float[] values = values(count);
    byte[] bytes = bytes(values);

    assertThat(bytes).hasSize(4 * count);
    assertThat(FloatStream.read(new float[count], new ByteArrayInputStream(bytes)))
        .isEqualTo(values);
  }

  @Test
  void theLeastByteComesFirst() throws IOException {
    assertThat(bytes(new float[] {1, -0f})).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0x80);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16_384, 20_000})
  void aStreamThatEndsEarlyIsDamaged(int count) throws IOException {
    byte[] bytes = bytes(values(count));
    var shorter = new ByteArrayInputStream(bytes, 0, bytes.length - 1);

    assertThatThrownBy(() -> FloatStream.read(new float[count], shorter))
        .isInstanceOf(DamageException.class)
        .hasMessage("expected more bytes of a tensor but the file ends");
  }

  private static float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * .37f - 11;
    }
    return values;
  }

  private static byte[] bytes(float[] values) throws IOException {
    var out = new ByteArrayOutputStream();
    FloatStream.write(values, out);
    return out.toByteArray();
  }
}
