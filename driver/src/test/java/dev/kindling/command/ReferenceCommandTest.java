package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCommandTest {

  @TempDir private Path directory;

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

  /** What is refused says where its key is explained, and that is so. */
  @ParameterizedTest
  @CsvSource({
    "training.steps=many, training.steps",
    "training.steps=-1, training.steps",
    "training.stepps=3, training",
    "nonsense=3, ''",
    "tasks.kind=nosuch, tasks.kind",
    "tasks.minimum-amplitude=9, tasks.maximum-amplitude",
    "tasks.ways=5, tasks.sinusoid",
    "model.hidden=[0], model.hidden",
    "model.hidden=[x], model.hidden",
    "model.activation=soft, model.activation",
    "model=5, model",
    "optimizer.clip.norm=-1, optimizer.clip.norm",
    "optimizer.schedule.kind=late, optimizer.schedule.kind",
    "tasks={kind: mixture; parts: [{weight: none}]}, tasks.parts[0].weight",
    "tasks={kind: mixture; parts: [{tasks: {kind: glyphs; ways: 1}}]}, tasks.parts[0].tasks.ways",
    "engine.name=abacus, engine.name"
  })
  void aRefusalPointsToWhatIsToldOfItsKey(String setting, String key) {
    String given = setting.replace(';', ',');
    Outcome refused = Commands.run("explain", Commands.small(directory), "--set", given);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .endsWith((" see kindling reference " + key).stripTrailing());
    assertThat(done(("reference " + key).strip().split(" ", -1))).isNotEmpty();
  }

  private static String done(String... arguments) {
    Outcome outcome = Commands.run(arguments);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.error()).isEmpty();
    return outcome.out();
  }
}
