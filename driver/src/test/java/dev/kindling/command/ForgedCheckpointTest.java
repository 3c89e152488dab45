package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint under right seals whose parts do not belong together. */
class ForgedCheckpointTest {
  private static final int DATA = 3;
  private static final String ZEROS = "0".repeat(Sha256.DIGITS);

  @TempDir private Path directory;
  private Path output;

  @BeforeEach
  void train() {
    output = directory.resolve("run");
    Outcome outcome = run();
    assertThat(outcome.status()).as(outcome.error()).isZero();
  }

  private Outcome run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", Commands.small(directory)));
    arguments.addAll(List.of("--output", output.toString(), "--master", "local[1]"));
    arguments.addAll(List.of(more));
    return Commands.run(arguments.toArray(String[]::new));
  }

  private Outcome evaluate() {
    return Commands.run("evaluate", output.toString(), "--master", "local[1]");
  }

  private Path newest(String name) {
    return output.resolve("checkpoints/step-00000004").resolve(name);
  }

  /** Changes {@code checkpoint.json} and makes its seal right. */
  private void forge(String from, String to) throws IOException {
    Path file = newest("checkpoint.json");
    String text = Files.readString(file);
    assertThat(text).containsPattern(from);
    int seal = text.lastIndexOf("\"sha256\" : \"") + "\"sha256\" : \"".length();
    String open =
        (text.substring(0, seal) + ZEROS + text.substring(seal + Sha256.DIGITS))
            .replaceFirst(from, to);
    int at = open.lastIndexOf(ZEROS);
    String digits = Sha256.of(open.getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, open.substring(0, at) + digits + open.substring(at + Sha256.DIGITS));
  }

  private static void assertDamaged(Outcome outcome, String... parts) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DATA);
    assertThat(outcome.complaints()).singleElement().asString().contains(parts);
    assertThat(outcome.error()).doesNotContain("\tat ");
  }

  @Test
  void aModelOfAnotherSizeIsNamedWithItsTensor() throws IOException {
    forge("\"hidden\" : \\[ 6 ]", "\"hidden\" : [ 7 ]");

    String problem = newest("state.safetensors") + " is damaged: expected the configuration's";
    String tensors =
        "theta/body.layer1.weight [1,7] moved but found theta/body.layer1.weight [1,6]";
    assertDamaged(evaluate(), problem, tensors);
    assertDamaged(run("--resume", "--set", "model.hidden=[7]"), problem, tensors);
  }

  @Test
  void aModelOfMoreLayersIsNamedWithTheTensorThatIsMissing() throws IOException {
    forge("\"hidden\" : \\[ 6 ]", "\"hidden\" : [ 6, 6 ]");

    assertDamaged(evaluate(), "state.safetensors is damaged: expected the configuration's tensor ");
  }

  @Test
  void anotherOptimizersVectorsAreNamed() throws IOException {
    forge(
        "(?s)\"optimizer\" : \\{\\s+\"kind\" : \"adam\"", "\"optimizer\" : {\"kind\" : \"adamw\"");
    assertThat(evaluate().status()).isZero();

    forge(
        "(?s)\"optimizer\" : \\{\"kind\" : \"adamw\".*?\\n    }",
        "\"optimizer\" : {\"kind\" : \"sgd\"}");
    assertDamaged(evaluate(), "expected the vectors of the configuration's optimizer, ");
  }

  @Test
  void aBestStepWithoutACheckpointIsDamage() throws IOException {
    forge("(?s)\"best\" : \\{\\s+\"step\" : [0-9]+", "\"best\" : {\"step\" : 3");

    assertDamaged(
        evaluate(),
        newest("checkpoint.json")
            + " names the checkpoint of step 3 as the best but there are only",
        "[2, 4]");
  }
}
