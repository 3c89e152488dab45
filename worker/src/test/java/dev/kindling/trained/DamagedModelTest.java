package dev.kindling.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.safetensors.SafetensorsHeader;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No damage to a model goes unnoticed, and none is more than one sentence of status 3. */
class DamagedModelTest {

  /** Other seeds: {@code -Dkindling.test.seed=N}. */
  private static final long SEED = Long.getLong("kindling.test.seed", 20_261_122);

  private static final int MUTANTS = 1000 * Integer.getInteger("kindling.test.mutants", 1);
  private static final int SEALED_MUTANTS = MUTANTS / 4;

  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}]{20,2100}");

  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    whole = bytes(Models.ofTable());
  }

  private static byte[] bytes(TrainedModel model) throws IOException {
    var out = new ByteArrayOutputStream();
    ModelFile.write(model, out);
    return out.toByteArray();
  }

  private static void assertNoticed(byte[] bytes, String what) throws IOException {
    try {
      read(bytes);
    } catch (Fault fault) {
      assertOneSentence(fault, what);
      return;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    throw new AssertionError(what + ": not noticed");
  }

  private static TrainedModel read(byte[] bytes) throws IOException {
    try {
      return ModelFile.read(new ByteArrayInputStream(bytes), bytes.length, "FILE");
    } catch (DamageException e) {
      throw Fault.data(e.getMessage(), e);
    }
  }

  /** From a disk, damage is a fault. */
  @Test
  void aDamagedFileOnADiskIsADataFault(@TempDir Path directory) throws IOException {
    Path file = directory.resolve(ModelFile.NAME);
    Files.write(file, Arrays.copyOf(whole, 100));

    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(file + " cannot be read as a model: expected a header length of")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  private static void assertOneSentence(Fault fault, String what) {
    String message = fault.getMessage();
    assertThat(fault.kind()).as(what).isEqualTo(Fault.Kind.DATA);
    assertThat(message).as(what).startsWith("FILE cannot be read as a model: ");
    assertThat(message).as(what).matches(ONE_LINE);
  }

  /** Every byte of the header's ends and of the numbers, and many between. */
  @Test
  void flippedBitsAreNoticed() throws IOException {
    for (int flip = 0; flip < MUTANTS; flip++) {
      Key key = Key.of(SEED).fold("flip").fold(flip);
      int at = flip < 300 ? flip : (int) key.below(0, whole.length);
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << key.below(1, 8));
      assertNoticed(flipped, "seed " + SEED + ", byte " + at);
    }
  }

  @Test
  void cutsAreNoticed() throws IOException {
    for (int cut = 0; cut < MUTANTS / 4; cut++) {
      int length =
          cut < 100 ? cut : (int) Key.of(SEED).fold("cut").fold(cut).below(0, whole.length);
      assertNoticed(Arrays.copyOf(whole, length), "cut to " + length + " bytes");
    }
    assertNoticed(Arrays.copyOf(whole, whole.length + 1), "one byte more");
  }

  @Test
  void mutantsAreNoticed() throws IOException {
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      byte[] mutated = mutated(whole, Key.of(SEED).fold("all").fold(mutant));
      if (!Arrays.equals(whole, mutated)) {
        assertNoticed(mutated, "seed " + SEED + ", mutant " + mutant);
      }
    }
  }

  /** The fields are verified though the description's own checksum is right. */
  @Test
  void mutantsUnderARightChecksumAreRefusedOrWholeModels() throws IOException {
    String description = description();
    int read = 0;
    for (int mutant = 0; mutant < SEALED_MUTANTS; mutant++) {
      String what = "seed " + SEED + ", mutant " + mutant;
      byte[] utf8 = description.getBytes(StandardCharsets.UTF_8);
      byte[] mutated = mutated(utf8, Key.of(SEED).fold("fields").fold(mutant));
      String text = new String(mutated, StandardCharsets.UTF_8);
      try {
        TrainedModel model = read(file(resealed(text)));
        assertThat(bytes(model)).as(what).isNotEmpty();
        assertThat(model.theta()).as(what).isEqualTo(Models.ofTable().theta());
        read++;
      } catch (Fault fault) {
        assertOneSentence(fault, what);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(what, e);
      }
    }
    assertThat(read).isBetween(1, SEALED_MUTANTS / 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\" : 1 | \"version\" : 2 | format version 1, which this Kindling reads, but found 2",
        "\"kindling-model\" | \"kindling-checkpoint\" | format kindling-model but found kindling-ch",
        "\"ample_flops\" : | \"flops\" : | its description.adapting to have no field flops",
        "\"ample_flops\" : 4 | \"ample_flops\" : 0 | ample-flops must be at least 1 but is 0",
        "\"codes\" : 3 | \"codes\" : 4 | values of city must be 3",
        "\"kind\" : \"maml\" | \"kind\" : \"mamal\" | mamal",
        "\"divisor\" : 1.0 | \"divisor\" : 0.0 | divisor must not be 0",
        "\"missing\" : 2.5 | \"missing\" : 2.00000000001 | in single precision but found",
        "\"features\" : [ 3 ] | \"features\" : [ 4 ] | features of shape [4] are no row of 3 columns",
        "\"classes\" : 2 | \"classes\" : 3 | names must be of 3 classes but are 2"
      })
  void aContradictionIsNamed(String from, String to, String sentence) throws IOException {
    String changed = description().replaceFirst(Pattern.quote(from), to);
    assertThat(changed).isNotEqualTo(description());

    assertThatThrownBy(() -> read(file(resealed(changed))))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(" cannot be read as a model: ")
        .hasMessageContaining(sentence)
        .hasMessageEndingWith("; copy it anew from where it is whole, or export it again");
  }

  /** Parameters of another network than the settings have. */
  @Test
  void parametersOfAnotherModelAreRefused() throws IOException {
    String other = description().replaceFirst("\"hidden\" : \\[ [0-9]+", "\"hidden\" : [ 7");
    assertThat(other).isNotEqualTo(description());

    assertThatThrownBy(() -> read(file(resealed(other))))
        .hasMessageContaining("expected the parameters that its settings have for its tasks");
  }

  @Test
  void aCheckpointIsNoModel() throws IOException {
    var header = new SafetensorsHeader("kindling_checkpoint", "{}", java.util.List.of());
    var out = new ByteArrayOutputStream();
    header.write(out);

    assertNoticed(out.toByteArray(), "a checkpoint");
  }

  private String description() throws IOException {
    return SafetensorsHeader.read("kindling_model", new ByteArrayInputStream(whole), whole.length)
        .description();
  }

  /** The file with another description. */
  private byte[] file(String description) throws IOException {
    var header =
        new SafetensorsHeader(
            "kindling_model",
            description,
            ParametersJson.tensors(Models.ofTable().description().layout()));
    var out = new ByteArrayOutputStream();
    header.write(out);
    int numbers = Models.ofTable().theta().length * Float.BYTES;
    out.write(whole, whole.length - numbers, numbers);
    return out.toByteArray();
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
      case 1 -> joined(whole, end, piece, end);
      case 2 -> joined(whole, (int) key.below(3, whole.length), piece, -1);
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

  /**
   * @param from where the rest goes on; -1 for where the first part ended
   */
  private static byte[] joined(byte[] whole, int end, byte[] middle, int from) {
    int rest = from < 0 ? end : from;
    byte[] joined = Arrays.copyOf(whole, end + middle.length + whole.length - rest);
    System.arraycopy(middle, 0, joined, end, middle.length);
    System.arraycopy(whole, rest, joined, end + middle.length, whole.length - rest);
    return joined;
  }
}
