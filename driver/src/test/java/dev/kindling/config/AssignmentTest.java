package dev.kindling.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed | --set seed: must be of the form key=value, such as training.steps=100",
        "=3 | --set =3: must be of the form key=value, such as training.steps=100",
        "a..b=3 | --set a..b=3: has an empty part in its key; a key is such as training.steps",
        "sead=3 | --set sead=3: sead is not a key; did you mean seed? see kindling reference",
        "model.hidden=[1, | --set model.hidden=[1,: is not valid YAML: expected the node content",
      })
  void aWrongOverrideIsNamed(String override, String sentence) {
    assertThatThrownBy(() -> ConfigurationReader.parse("", "train.yaml", List.of(override)))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(sentence);
  }
}
