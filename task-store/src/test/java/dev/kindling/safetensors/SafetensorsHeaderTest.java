package dev.kindling.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import dev.kindling.storage.DamageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsHeaderTest {
  private static final String KEY = "kindling_shelf";

  @Test
  void whatIsWrittenReadsBackEqual() throws IOException {
    Tensor first = Tensor.floats("theta/a \"quoted\" \u00e9", List.of(2, 3), 0);
    Tensor scalar = Tensor.floats("b", List.of(), first.end());
    Tensor empty = Tensor.floats("c", List.of(0), scalar.end());
    SafetensorsHeader header =
        new SafetensorsHeader(KEY, "{\"a\": 1}\n", List.of(first, scalar, empty));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    header.write(out);

    assertThat(out.size() % 8).isZero();
    assertThat(header.fileBytes()).isEqualTo(out.size() + 28L);
    assertThat(
            SafetensorsHeader.read(
                KEY, new ByteArrayInputStream(out.toByteArray()), out.size() + 28))
        .isEqualTo(header);
  }

  /** So that no byte of a header can be another and go unnoticed. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"__metadata__\": {%s},%s}", "{%2$s,\"__metadata__\":{%1$s}}"})
  void aHeaderThatSaysTheSameInAnotherFormIsRefused(String form) {
    String metadata = "\"kindling_shelf\":\"x\"";
    String tensor = "\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}";

    assertDamaged(
        form.formatted(metadata, tensor),
        "expected a header in the form that is specified but found another form");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | expected a header that begins with { but found byte 91",
        "`  {}` | expected a header that begins with { but found byte 32",
        "{\"a\":1} | expected the header.a to be an object but it is 1",
        "{\"a\":{}} | expected the header.a to have the field data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}"
            + " | expected the header.a to have no field x",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}"
            + " | expected two data_offsets of a but found 1",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}"
            + " | expected the header.a.shape to be at least 0 but it is -1",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}"
            + " | expected the header.a.shape to be a whole number but it is 1.0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}"
            + " | expected the header.a.shape to be a list but it is 1",
        "{\"a\":{\"dtype\":1,\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | expected the header.a.dtype to be a text but it is 1",
        "{\"__metadata__\":{\"x\":1}} | expected the header.__metadata__.x to be a text but it is 1",
        "{\"a\":{},\"a\":{}} | expected the header to be JSON but Duplicate field 'a'",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}"
            + " | expected the header to have the field __metadata__",
        "{} {} | expected the header to be JSON but Trailing token (of type START_OBJECT) found",
      })
  void aHeaderOfAnotherFormIsNamed(String json, String problem) {
    assertDamaged(json, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}"
            + " | expected 4 bytes but found a F32 [1] at 0 to 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}"
            + " | expected 4 bytes but found a F32 [1] at 4 to 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"
            + " | expected a tensor that begins at 0 but found a F32 [1] at 4 to 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | expected a tensor that begins at 4 but found b F32 [1] at 0 to 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | expected 4 bytes of tensors but found 8",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | expected a type of safetensors but found F31",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,4]}}"
            + " | expected a size that a file can have but found a F32"
            + " [2147483647, 2147483647, 4] at 0 to 4",
      })
  void tensorsThatDoNotFillTheFileAreNamed(String json, String problem) {
    assertDamaged(json, problem);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 21, 1L << 32, Long.MAX_VALUE})
  void aLengthBeyondTheFileIsRefused(long length) {
    byte[] file = file(length, "{}                  ");

    assertThatThrownBy(
            () -> SafetensorsHeader.read(KEY, new ByteArrayInputStream(file), file.length))
        .isInstanceOf(DamageException.class)
        .hasMessage(
            "expected a header length of 2 to 20 but found " + Long.toUnsignedString(length));
  }

  @Test
  void aFileThatEndsInsideItsHeaderIsRefused() {
    assertThatThrownBy(() -> SafetensorsHeader.read(KEY, new ByteArrayInputStream(new byte[7]), 7))
        .hasMessage("expected a header of at least 8 bytes but found 7 bytes");
    byte[] file = file(20, "{}");
    assertThatThrownBy(() -> SafetensorsHeader.read(KEY, new ByteArrayInputStream(file), 28))
        .hasMessage("expected a header of 20 bytes but the file ends");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    assertDamaged(
        "{\"__metadata__\":{\"kindling_drawer\":\"x\"},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "expected the header.__metadata__ to have no field kindling_drawer");
  }

  private static void assertDamaged(String json, String problem) {
    assertThatThrownBy(() -> read(json, 8))
        .isInstanceOf(DamageException.class)
        .hasMessageStartingWith(problem);
  }

  private static SafetensorsHeader read(String json, long dataBytes) throws IOException {
    byte[] file = file(json.getBytes(StandardCharsets.UTF_8).length, json);
    return SafetensorsHeader.read(KEY, new ByteArrayInputStream(file), file.length + dataBytes);
  }

  private static byte[] file(long length, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(text)
        .array();
  }
}
