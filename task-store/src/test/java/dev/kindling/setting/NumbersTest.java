package dev.kindling.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "7, 7",
    "+7, 7",
    "-7, -7",
    "10_000, 10000",
    "1e4, 10000",
    "1.5E3, 1500",
    "10e-1, 1",
    "7., 7",
    "7.0, 7",
    "0e99999, 0",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void wholeNumbersAreReadAsPeopleWriteThem(String text, long value) {
    assertThat(Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-3, 0.001",
    ".1, 0.1",
    "-.5, -0.5",
    "5., 5",
    "1_000.5, 1000.5",
    "1E6, 1e6",
    "+2.5e+3, 2500",
    "0, 0",
    "-0.0, -0.0",
    "4.9e-324, 4.9e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "3.141592653589793, 3.141592653589793"
  })
  void realNumbersAreReadAsPeopleWriteThem(String text, double value) {
    assertThat(Numbers.real(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "3.5, must be a whole number but is 3.5",
    "1e-3, must be a whole number but is 1e-3",
    "many, must be a whole number but is many",
    "0x10, must be a whole number but is 0x10",
    "1:30, must be a whole number but is 1:30",
    "1__0, must be a whole number but is 1__0",
    "_1, must be a whole number but is _1",
    "1_, must be a whole number but is 1_",
    "--1, must be a whole number but is --1",
    "1e, must be a whole number but is 1e",
    "., must be a whole number but is .",
    "٣, must be a whole number but is ٣",
    "010, must be a whole number without leading zeros but is 010",
    "3000000000, must be between -2147483648 and 2147483647 but is 3000000000",
    "-3000000000, must be between -2147483648 and 2147483647 but is -3000000000",
    "1e99999, must be between -2147483648 and 2147483647 but is 1e99999"
  })
  void whatIsNoWholeNumberIsSaid(String text, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .withMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, must be a number but is NaN",
    ".nan, must be a number but is .nan",
    ".inf, must be a number but is .inf",
    "Infinity, must be a number but is Infinity",
    "1f, must be a number but is 1f",
    "0x1p3, must be a number but is 0x1p3",
    "'1,5', 'must be a number but is 1,5'",
    "1e400, must be 0 or of a size between 4.9e-324 and 1.8e308 but is 1e400",
    "1e-400, must be 0 or of a size between 4.9e-324 and 1.8e308 but is 1e-400",
    "1e999999, must be a number but is 1e999999"
  })
  void whatIsNoRealNumberIsSaid(String text, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(() -> Numbers.real(text)).withMessage(sentence);
  }

  @Test
  void aHugeExponentCostsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.whole("1" + "0".repeat(40) + "e99999", 0, Long.MAX_VALUE))
        .withMessageStartingWith("must be between 0 and 9223372036854775807 but is 1000");
  }
}
