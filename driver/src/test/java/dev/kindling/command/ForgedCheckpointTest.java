package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.storage.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  private Path newest() {
    return output.resolve("checkpoints/step-00000004.safetensors");
  }

  /** Changes what the newest checkpoint says of itself and makes its seal right. */
  private void forge(String from, String to) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(newest())).order(ByteOrder.LITTLE_ENDIAN);
    byte[] text = new byte[(int) file.getLong()];
    file.get(text);
    ObjectNode header = (ObjectNode) new ObjectMapper().readTree(text);
    ObjectNode metadata = (ObjectNode) header.get("__metadata__");
    metadata.put(
        "kindling_checkpoint", forged(metadata.get("kindling_checkpoint").asText(), from, to));
    byte[] written = header.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(written, (written.length + 7) / 8 * 8);
    Arrays.fill(padded, written.length, padded.length, (byte) ' ');
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array();
    try (OutputStream out = Files.newOutputStream(newest())) {
      out.write(length);
      out.write(padded);
      out.write(file.array(), file.position(), file.remaining());
    }
  }

  private static String forged(String text, String from, String to) {
    assertThat(text).containsPattern(from);
    int seal = text.lastIndexOf("\"sha256\" : \"") + "\"sha256\" : \"".length();
    String open =
        (text.substring(0, seal) + ZEROS + text.substring(seal + Sha256.DIGITS))
            .replaceFirst(from, to);
    int at = open.lastIndexOf(ZEROS);
    String digits = Sha256.of(open.getBytes(StandardCharsets.UTF_8));
    return open.substring(0, at) + digits + open.substring(at + Sha256.DIGITS);
  }

  private static void assertDamaged(Outcome outcome, String... parts) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DATA);
    assertThat(outcome.complaints()).singleElement().asString().contains(parts);
    assertThat(outcome.error()).doesNotContain("\tat ");
  }

  @Test
  void aModelOfAnotherSizeIsNamedWithItsTensor() throws IOException {
    forge("\"hidden\" : \\[ 6 ]", "\"hidden\" : [ 7 ]");

    String problem = newest() + " is damaged: expected the configuration's";
    String tensors =
        "theta/body.layer1.weight [1,7] moved but found theta/body.layer1.weight [1,6]";
    assertDamaged(evaluate(), problem, tensors);
    assertDamaged(run("--resume", "--set", "model.hidden=[7]"), problem, tensors);
  }

  @Test
  void aModelOfMoreLayersIsNamedWithTheTensorThatIsMissing() throws IOException {
    forge("\"hidden\" : \\[ 6 ]", "\"hidden\" : [ 6, 6 ]");

    assertDamaged(
        evaluate(), "step-00000004.safetensors is damaged: expected the configuration's tensor ");
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
        newest() + " names the checkpoint of step 3 as the best but there are only",
        "[2, 4]");
  }
}
