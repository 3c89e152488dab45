package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CheckpointNamesTest {

  @Test
  void namesHaveTheSameDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat("%d".formatted(1)).isNotEqualTo("1");
      assertThat(CheckpointNames.of(120)).isEqualTo("step-00000120.safetensors");
      assertThat(CheckpointNames.step(CheckpointNames.of(120))).hasValue(120);
    } finally {
      Locale.setDefault(before);
    }
  }
}
