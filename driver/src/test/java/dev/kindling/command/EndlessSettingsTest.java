package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Settings whose programs would take for ever to write are refused by name, before one is begun.
 */
@Timeout(60)
class EndlessSettingsTest {
  @TempDir private Path directory;

  private String refusal(String command, String... settings) {
    String[] arguments = new String[settings.length * 2 + 2];
    arguments[0] = command;
    arguments[1] = Commands.small(directory);
    for (int i = 0; i < settings.length; i++) {
      arguments[2 * i + 2] = "--set";
      arguments[2 * i + 3] = settings[i];
    }
    Outcome outcome = Commands.run(arguments);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).hasSize(1);
    return outcome.complaints().get(0);
  }

  @Test
  void stepsWithoutEnd() {
    assertThat(refusal("train", "learner.steps=2147483647"))
        .contains("learner.steps must be at most 1000 but is 2147483647");
    assertThat(refusal("train", "evaluation.steps=2147483647"))
        .contains("evaluation.steps must be at most 1000 but is 2147483647");
  }

  @Test
  void aModelOfThousandsOfLayers() {
    String layers = "4, ".repeat(2999) + "4";
    assertThat(refusal("train", "model.hidden=[" + layers + "]"))
        .contains("model.hidden must have at most 100 elements but has 3000");
  }

  @Test
  void aProgramThatIsTooLongInAll() {
    String layers = "4, ".repeat(99) + "4";
    assertThat(refusal("explain", "learner.steps=1000", "model.hidden=[" + layers + "]"))
        .containsPattern("a program has at most 200000 instructions but 1000 inner steps of \\d+")
        .contains(" make more; lower the inner steps, the model's sizes, the examples of a task");
  }

  @Test
  void aModelAndATaskThatNoMemoryHolds() {
    assertThat(refusal("explain", "model.hidden=[65536, 65536]"))
        .contains("at most 2147483647 elements but is [65536, 65536]; lower the inner steps, the");
    assertThat(refusal("explain", "tasks.kind=glyphs", "tasks.side=1024", "tasks.shots=100000"))
        .contains("tasks.shots must be at most 409 where each takes 5242880 numbers");
  }
}
