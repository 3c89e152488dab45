package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused option is named as it was given. */
class EngineChoiceTest {

  @ParameterizedTest
  @ValueSource(strings = {"check", "bench sinusoid"})
  void anEngineThatIsNoneIsNamedByItsOption(String command) {
    Outcome outcome = Commands.run((command + " --engine foo").split(" ", -1));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly("kindling: --engine must be one of onednn, nd4j, reference but is foo");
  }

  @Test
  void memoryThatIsNoneIsNamedByItsOption() {
    Outcome outcome = Commands.run("bench", "sinusoid", "--memory", "lots");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: --memory must be a number and k, m, g or t, as 512m, but is lots");
  }
}
