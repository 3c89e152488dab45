package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreefryTest {

  /** The lines {@code threefry2x64 20} of Random123's {@code tests/kat_vectors}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "0000000000000000 0000000000000000 0000000000000000 0000000000000000"
            + " c2b6e3a8c2c69865 6f81ed42f350084d",
        "ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff"
            + " e02cb7c4d95d277a d06633d0893b8b68",
        "243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89"
            + " 263c7d30bb0f0af1 56be8361d3311526"
      })
  void givesTheKnownAnswers(
      String counter0, String counter1, String key0, String key1, String word0, String word1) {
    Key key = new Key(hex(key0), hex(key1));
    Key expected = new Key(hex(word0), hex(word1));
    assertThat(Threefry.encrypt(key, hex(counter0), hex(counter1))).isEqualTo(expected);
  }

  private static long hex(String digits) {
    return HexFormat.fromHexDigitsToLong(digits);
  }
}
