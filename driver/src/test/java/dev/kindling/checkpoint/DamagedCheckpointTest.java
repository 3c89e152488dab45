package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No damage to a checkpoint goes unnoticed, and none is more than one sentence. */
class DamagedCheckpointTest {

  /** Other seeds: {@code -Dkindling.test.seed=N}. */
  private static final long SEED = Long.getLong("kindling.test.seed", 20_261_120);

  private static final int MUTANTS = 10_000;
  private static final int SEALED_MUTANTS = 3_000;

  private static final Pattern ONE_LINE = Pattern.compile("[ -~]{20,1000}");

  @TempDir private Path output;
  private CheckpointReader reader;

  @BeforeEach
  void saveTwo() throws IOException {
    reader = new CheckpointReader(Directory.of(output.toString(), new Configuration(false)));
    CheckpointStore store = CheckpointStore.forNewRun(output.toString(), new Configuration(false));
    store.save(Checkpoints.at(10));
    store.save(Checkpoints.bestAt(20, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {StateFile.NAME, CheckpointManifest.NAME})
  void everyFlippedByteIsNoticed(String name) throws IOException {
    byte[] whole = Files.readAllBytes(file(name));
    for (int at = 0; at < whole.length; at++) {
      for (int mask : new int[] {1, 0xff}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) mask;
        assertNoticed(name, flipped, "byte " + at + " flipped by " + mask);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {StateFile.NAME, CheckpointManifest.NAME})
  void everyTruncationIsNoticed(String name) throws IOException {
    byte[] whole = Files.readAllBytes(file(name));
    for (int length = 0; length < whole.length; length++) {
      assertNoticed(name, Arrays.copyOf(whole, length), "cut to " + length + " bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {StateFile.NAME, CheckpointManifest.NAME})
  void everyMutantIsNoticed(String name) throws IOException {
    byte[] whole = Files.readAllBytes(file(name));
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      byte[] mutated = mutated(whole, Key.of(SEED).fold(name).fold(mutant));
      if (!Arrays.equals(whole, mutated)) {
        assertNoticed(name, mutated, "seed " + SEED + ", mutant " + mutant);
      }
    }
  }

  /** A header that another program could have written wrongly, under checksums that are right. */
  @Test
  void everyMutantUnderARightChecksumIsRefusedOrReadWithoutHarm() throws IOException {
    byte[] whole = Files.readAllBytes(file(StateFile.NAME));
    byte[] json = Files.readAllBytes(file(CheckpointManifest.NAME));
    for (int mutant = 0; mutant < SEALED_MUTANTS; mutant++) {
      byte[] mutated = mutated(whole, Key.of(SEED).fold("sealed").fold(mutant));
      Files.write(file(StateFile.NAME), mutated);
      Files.write(file(CheckpointManifest.NAME), resealed(json, mutated));
      assertRefusedOrRead("seed " + SEED + ", mutant " + mutant);
    }
  }

  /** The fields of {@code checkpoint.json} are verified though its own checksum is right. */
  @Test
  void everyMutantOfTheFieldsIsRefusedOrReadWithoutHarm() throws IOException {
    byte[] json = Files.readAllBytes(file(CheckpointManifest.NAME));
    for (int mutant = 0; mutant < SEALED_MUTANTS; mutant++) {
      byte[] mutated = mutated(json, Key.of(SEED).fold("fields").fold(mutant));
      Files.write(file(CheckpointManifest.NAME), resealed(mutated));
      assertRefusedOrRead("seed " + SEED + ", mutant " + mutant);
    }
  }

  @Test
  void theSentenceSaysWhatIsDamagedAndWhatIsWhole() throws IOException {
    byte[] whole = Files.readAllBytes(file(StateFile.NAME));
    byte[] flipped = whole.clone();
    flipped[whole.length - 1] ^= 1;
    Files.write(file(StateFile.NAME), flipped);

    assertThatThrownBy(() -> store().latest())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "file:%s is damaged: expected SHA-256 %s but found %s; the checkpoint of step 10 is"
                    .formatted(file(StateFile.NAME), Sha256.of(whole), Sha256.of(flipped))
                + " whole: delete or move away file:"
                + file(StateFile.NAME).getParent()
                + " to go on from there");
    assertThat(store().load(10)).isEqualTo(Checkpoints.at(10));
    assertThat(store().best()).contains(Checkpoints.at(10));
  }

  @Test
  void aTruncatedFileIsTold() throws IOException {
    byte[] whole = Files.readAllBytes(file(StateFile.NAME));
    Files.write(file(StateFile.NAME), Arrays.copyOf(whole, 100));

    assertThatThrownBy(() -> store().latest())
        .hasMessageStartingWith(
            "file:%s is damaged: expected bytes %d but found 100; the checkpoint of step 10 is whole"
                .formatted(file(StateFile.NAME), whole.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {StateFile.NAME, CheckpointManifest.NAME})
  void aMissingFileIsTold(String name) throws IOException {
    Files.delete(file(name));

    assertThatThrownBy(() -> store().latest())
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "file:%s is missing; the checkpoint of step 10 is whole".formatted(file(name)))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  @Test
  void aCheckpointUnderAnotherStepsNameIsTold() throws IOException {
    Path moved = output.resolve("checkpoints/step-00000030");
    Files.move(file(CheckpointManifest.NAME).getParent(), moved);

    assertThatThrownBy(() -> store().latest())
        .hasMessageStartingWith(
            "file:%s/checkpoint.json is damaged: expected step 30 but found 20".formatted(moved));
  }

  @Test
  void whenNoneIsWholeThatIsTold() throws IOException {
    Files.delete(file(CheckpointManifest.NAME));
    Files.delete(output.resolve("checkpoints/step-00000010").resolve(StateFile.NAME));

    assertThatThrownBy(() -> store().latest())
        .hasMessageEndingWith(
            "is missing; no earlier checkpoint is whole, so restore this one or start a new run");
  }

  @Test
  void aNewerFormatIsTold() throws IOException {
    String json =
        Files.readString(file(CheckpointManifest.NAME))
            .replace("\"version\" : 3", "\"version\" : 4");
    Files.write(file(CheckpointManifest.NAME), resealed(json.getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> store().latest())
        .hasMessageContaining("is damaged: expected format version 3 but found 4; ");
  }

  @Test
  void savingOverADamagedCheckpointIsRefused() throws IOException {
    Files.write(file(CheckpointManifest.NAME), new byte[0]);
    CheckpointStore store = CheckpointStore.forResume(output.toString(), new Configuration(false));

    assertThatThrownBy(() -> store.save(Checkpoints.bestAt(20, 10)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("checkpoint.json is damaged: ")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  private void assertNoticed(String name, byte[] bytes, String what) throws IOException {
    Files.write(file(name), bytes);
    try {
      read();
      throw new AssertionError(name + ", " + what + ": not noticed");
    } catch (DamageException e) {
      assertOneSentence(e);
    }
  }

  private void assertRefusedOrRead(String what) throws IOException {
    try {
      assertThat(read()).isNotNull();
    } catch (DamageException e) {
      assertOneSentence(e);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }

  private static void assertOneSentence(DamageException damage) {
    String message = damage.getMessage();
    if (!message.contains("/step-00000020/") || !ONE_LINE.matcher(message).matches()) {
      throw new AssertionError("no sentence: " + message);
    }
  }

  /** {@code checkpoint.json} as it were if {@code state.safetensors} had these bytes. */
  private static byte[] resealed(byte[] json, byte[] state) {
    String text =
        new String(json, StandardCharsets.UTF_8)
            .replaceFirst("\"bytes\" : [0-9]+", "\"bytes\" : " + state.length)
            .replaceFirst(
                "(?s)(\"bytes\" : [0-9]+,\\s*\"sha256\" : )\"[0-9a-f]+\"",
                "$1\"" + Sha256.of(state) + "\"");
    return resealed(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With the last checksum made right, where there still is one. */
  private static byte[] resealed(byte[] json) {
    String text = new String(json, StandardCharsets.ISO_8859_1);
    String seal = "(?s)(.*\"sha256\" : \")[0-9a-f]{64}(\"\\s*}\\s*)";
    String blank = text.replaceFirst(seal, "$1" + "0".repeat(64) + "$2");
    String digits = Sha256.of(blank.getBytes(StandardCharsets.ISO_8859_1));
    return blank.replaceFirst(seal, "$1" + digits + "$2").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One to three bytes changed, or a piece cut out, doubled, or put elsewhere. */
  private static byte[] mutated(byte[] whole, Key key) {
    int at = (int) key.below(0, whole.length);
    int end = Math.min(whole.length, at + 1 + (int) key.below(1, 16));
    byte[] piece = Arrays.copyOfRange(whole, at, end);
    return switch ((int) key.below(2, 4)) {
      case 0 -> joined(whole, at, new byte[0], end);
      case 1 -> joined(whole, at, joined(piece, piece.length, piece, piece.length), end);
      case 2 -> joined(whole, (int) key.below(3, whole.length), piece, whole.length);
      default -> changed(whole, key);
    };
  }

  private static byte[] changed(byte[] whole, Key key) {
    byte[] changed = whole.clone();
    for (int change = 0; change <= key.below(4, 3); change++) {
      int at = (int) key.below(10 + change, whole.length);
      changed[at] = (byte) (key.below(20 + change, 2) == 0 ? key.bits(change) : '0' + at % 10);
    }
    return changed;
  }

  private static byte[] joined(byte[] whole, int end, byte[] middle, int from) {
    byte[] joined = Arrays.copyOf(whole, end + middle.length + whole.length - from);
    System.arraycopy(middle, 0, joined, end, middle.length);
    System.arraycopy(whole, from, joined, end + middle.length, whole.length - from);
    return joined;
  }

  private Checkpoint read() throws IOException {
    return reader.read("checkpoints/step-00000020", 20);
  }

  private CheckpointStore store() {
    return CheckpointStore.forReading(output.toString(), new Configuration(false));
  }

  private Path file(String name) {
    return output.resolve("checkpoints/step-00000020").resolve(name);
  }
}
