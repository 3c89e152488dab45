package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceCommandTest {

  @Test
  void tellsAKeyAKindAndAll() {
    assertThat(done("reference", "training.steps")).contains("Outer steps in all.");
    assertThat(done("reference", "glyphs")).contains("tasks of kind glyphs", "rotations");
    assertThat(done("reference")).contains("tasks of kind glyphs", "optimizer.clip", "engine");
    assertThat(done("reference", "--page")).startsWith("# Every key");
    assertThat(done("reference", "--schema")).contains("draft/2020-12");
  }

  @Test
  void anUnknownWordIsAUsageFault() {
    Outcome outcome = Commands.run("reference", "traning.steps");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.error()).contains("did you mean training.steps?");
    assertThat(Commands.run("reference", "seed", "--page").status()).isEqualTo(2);
  }

  @Test
  void theHelpOfWhatTakesAConfigurationPointsThere() {
    for (String command : List.of("train", "explain")) {
      assertThat(done(command, "--help").replaceAll("\\s+", " ")).contains("kindling reference");
    }
  }

  private static String done(String... arguments) {
    Outcome outcome = Commands.run(arguments);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.error()).isEmpty();
    return outcome.out();
  }
}
