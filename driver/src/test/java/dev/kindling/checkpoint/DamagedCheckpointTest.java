package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.safetensors.SafetensorsHeader;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Key;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No damage to a checkpoint goes unnoticed, and none is more than one sentence. */
class DamagedCheckpointTest {

  /** Other seeds: {@code -Dkindling.test.seed=N}. */
  private static final long SEED = Long.getLong("kindling.test.seed", 20_261_120);

  private static final int MUTANTS = 2000 * Integer.getInteger("kindling.test.mutants", 1);
  private static final int SEALED_MUTANTS = 3 * MUTANTS / 10;
  private static final int TENSOR_MUTANTS = MUTANTS / 20;

  private static final String NAME = "checkpoints/step-00000020.safetensors";

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

  @Test
  void everyFlippedByteIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int at = 0; at < whole.length; at++) {
      for (int mask : new int[] {1, 0xff}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) mask;
        assertNoticed(flipped, "byte " + at + " flipped by " + mask);
      }
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      assertNoticed(Arrays.copyOf(whole, length), "cut to " + length + " bytes");
    }
  }

  @Test
  void everyMutantIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      byte[] mutated = mutated(whole, Key.of(SEED).fold("all").fold(mutant));
      if (!Arrays.equals(whole, mutated)) {
        assertNoticed(mutated, "seed " + SEED + ", mutant " + mutant);
      }
    }
  }

  /** Tensors that another program could have written wrongly, under checksums that are right. */
  @Test
  void everyMutantUnderARightChecksumIsRefusedOrReadWithoutHarm() throws IOException {
    SafetensorsHeader header = reader.header(NAME);
    byte[] tensors = tensors();
    for (int mutant = 0; mutant < TENSOR_MUTANTS; mutant++) {
      byte[] mutated = mutated(tensors, Key.of(SEED).fold("sealed").fold(mutant));
      String right =
          header
              .description()
              .replaceFirst(
                  "(\"tensors_sha256\" : )\"[0-9a-f]+\"", "$1\"" + Sha256.of(mutated) + "\"");
      write(resealed(right), mutated);
      assertRefusedOrRead("seed " + SEED + ", mutant " + mutant);
    }
  }

  /** The fields of the description are verified though its own checksum is right. */
  @Test
  void everyMutantOfTheFieldsIsRefusedOrReadWithoutHarm() throws IOException {
    byte[] description = reader.header(NAME).description().getBytes(StandardCharsets.ISO_8859_1);
    byte[] tensors = tensors();
    for (int mutant = 0; mutant < SEALED_MUTANTS; mutant++) {
      byte[] mutated = mutated(description, Key.of(SEED).fold("fields").fold(mutant));
      String text = new String(mutated, StandardCharsets.US_ASCII).replace('\ufffd', '?');
      write(resealed(text), tensors);
      assertRefusedOrRead("seed " + SEED + ", mutant " + mutant);
    }
  }

  @Test
  void theSentenceSaysWhatIsDamagedAndWhatIsWhole() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    String before = Sha256.of(tensors());
    whole[whole.length - 1] ^= 1;
    Files.write(file(), whole);

    assertThatThrownBy(() -> store().latest())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "file:%s is damaged: expected SHA-256 of the tensors %s but found %s; the checkpoint of step 10 is whole: delete or move away file:%s to go on from there"
                .formatted(file(), before, Sha256.of(tensors()), file()));
    assertThat(store().load(10)).isEqualTo(Checkpoints.at(10));
    assertThat(store().best()).contains(Checkpoints.at(10));
  }

  @ParameterizedTest
  @CsvSource({
    "0, expected a header of at least 8 bytes but found 0 bytes",
    "100, expected a header length of 2 to 92 but found "
  })
  void aTruncatedFileIsTold(int bytes, String problem) throws IOException {
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, bytes));

    assertThatThrownBy(() -> store().latest())
        .hasMessageStartingWith("file:%s is damaged: %s".formatted(file(), problem))
        .hasMessageContaining("; the checkpoint of step 10 is whole");
  }

  /** Whoever names it as the best does not wait for it to come back. */
  @Test
  void aMissingBestIsTold() throws IOException {
    Files.delete(output.resolve("checkpoints/step-00000010.safetensors"));

    assertThatThrownBy(() -> store().best())
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "file:%s names the checkpoint of step 10 as the best but there are only those of [20]"
                .formatted(file()))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  @Test
  void aCheckpointUnderAnotherStepsNameIsTold() throws IOException {
    Path moved = output.resolve("checkpoints/step-00000030.safetensors");
    Files.move(file(), moved);

    assertThatThrownBy(() -> store().latest())
        .hasMessageStartingWith(
            "file:%s is damaged: expected step 30 but found 20".formatted(moved));
  }

  @Test
  void whenNoneIsWholeThatIsTold() throws IOException {
    Files.write(file(), new byte[0]);
    Files.write(output.resolve("checkpoints/step-00000010.safetensors"), new byte[9]);

    assertThatThrownBy(() -> store().latest())
        .hasMessageEndingWith(
            "; no earlier checkpoint is whole, so restore this one or start a new run");
  }

  @Test
  void aNewerFormatIsTold() throws IOException {
    String newer = reader.header(NAME).description().replace("\"version\" : 4", "\"version\" : 5");
    write(resealed(newer), tensors());

    assertThatThrownBy(() -> store().latest())
        .hasMessageContaining("is damaged: expected format version 4 but found 5; ");
  }

  @Test
  void savingOverADamagedCheckpointIsRefused() throws IOException {
    Files.write(file(), new byte[0]);
    CheckpointStore store = CheckpointStore.forResume(output.toString(), new Configuration(false));

    assertThatThrownBy(() -> store.save(Checkpoints.bestAt(20, 10)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("step-00000020.safetensors is damaged: ")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  private void assertNoticed(byte[] bytes, String what) throws IOException {
    Files.write(file(), bytes);
    try {
      read();
      throw new AssertionError(what + ": not noticed");
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
    if (!message.contains("/step-00000020.safetensors ") || !ONE_LINE.matcher(message).matches()) {
      throw new AssertionError("no sentence: " + message);
    }
  }

  /** What follows the header. */
  private byte[] tensors() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    List<SafetensorsHeader.Tensor> tensors = reader.header(NAME).tensors();
    int bytes = (int) tensors.get(tensors.size() - 1).end();
    return Arrays.copyOfRange(whole, whole.length - bytes, whole.length);
  }

  /** The file with another description and other bytes, which the header takes for the same. */
  private void write(String description, byte[] tensors) throws IOException {
    var header =
        new SafetensorsHeader(
            CheckpointFile.KEY, description, StateLayout.of(Checkpoints.at(20)).tensors());
    try (OutputStream out = Files.newOutputStream(file())) {
      header.write(out);
      out.write(tensors);
    }
  }

  /** With the last checksum made right, where there still is one. */
  private static String resealed(String description) {
    String seal = "(?s)(.*\"sha256\" : \")[0-9a-f]{64}(\"\\s*}\\s*)";
    String blank = description.replaceFirst(seal, "$1" + "0".repeat(64) + "$2");
    String digits = Sha256.of(blank.getBytes(StandardCharsets.UTF_8));
    return blank.replaceFirst(seal, "$1" + digits + "$2");
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
    return reader.read(NAME, 20);
  }

  private CheckpointStore store() {
    return CheckpointStore.forReading(output.toString(), new Configuration(false));
  }

  private Path file() {
    return output.resolve(NAME);
  }
}
