package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to an image, it is refused or has exactly the pixels that it must have. Of JPEG
 * only what can be told is asked for: its coded data have no checksums.
 */
class ImageFuzzTest {

  private static final int WIDTH = 19;
  private static final int HEIGHT = 23;
  private static final int MOST_OFF = 3;

  /** The pixels as they are shown, or nothing if the file is refused. */
  private static int[] pixels(byte[] file) {
    try {
      DecodedImage image = ImageReading.decode(file);
      int width = image.shownWidth();
      int[] argb = new int[image.shownHeight() * width + 1];
      Arrays.setAll(argb, i -> i == 0 ? width : image.shown((i - 1) / width, (i - 1) % width));
      return argb;
    } catch (UnreadableImage e) {
      assertThat(e.getMessage()).matches("(is|has) .+");
      return new int[0];
    }
  }

  private static void assertSameOrRefused(byte[] mutant, int[] expected, String what) {
    int[] seen = pixels(mutant);
    if (seen.length > 0) {
      assertThat(seen).as(what).isEqualTo(expected);
    }
  }

  private static byte[] png() {
    PngBytes.Samples samples = (y, x, channel) -> (int) Key.of(y).fold(x / 3).below(channel, 256);
    return new PngBytes()
        .header(WIDTH, HEIGHT, 8, 2, 0)
        .pixels(PngBytes.filtered(WIDTH, HEIGHT, 8, 3, 0, samples))
        .end();
  }

  private static byte[] jpeg(boolean progressive) {
    int[] samples = new int[WIDTH * HEIGHT * 3];
    Arrays.setAll(samples, i -> (int) Key.of(i / 9).below(i % 3, 256));
    return JpegBytes.withJfif(JpegBytes.of(WIDTH, HEIGHT, 3, progressive, samples));
  }

  @Test
  void aChangedPngIsRefusedOrTheSame() {
    byte[] whole = png();
    int[] expected = pixels(whole);
    int refused = 0;
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("changed PNG", i);
      byte[] mutant =
          switch (i % 3) {
            case 0 -> flipped(key, whole);
            case 1 -> Arrays.copyOf(whole, (int) key.below(0, whole.length));
            default -> tail(key, whole);
          };
      assertSameOrRefused(mutant, expected, "mutant " + i);
      refused += pixels(mutant).length == 0 ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(Mutants.COUNT * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCutOrDressedUpJpegIsRefusedOrTheSame(boolean progressive) {
    byte[] whole = jpeg(progressive);
    int[] expected = pixels(whole);
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("cut JPEG " + progressive, i);
      byte[] mutant =
          switch (i % 5) {
            case 0 -> Arrays.copyOf(whole, (int) key.below(0, whole.length));
            case 1 -> flipped(key, Arrays.copyOf(whole, 2 + (int) key.below(1, 40)));
            case 2 -> JpegBytes.with(0xE2 + (int) key.below(0, 12), random(key, 60), whole);
            case 3 -> JpegBytes.with(0xFE, random(key, 60), whole);
            default -> joined(whole, random(key, 60));
          };
      assertSameOrRefused(mutant, expected, "mutant " + i);
      assertThat(pixels(mutant).length == 0).as("mutant %d is refused", i).isEqualTo(i % 5 < 2);
    }
  }

  /** Damage within coded data may go unseen, but ends in nothing else than a picture or a word. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDamagedJpegIsRefusedOrStillAPicture(boolean progressive) {
    byte[] whole = jpeg(progressive);
    int refused = 0;
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("damaged JPEG " + progressive, i);
      refused += pixels(i % 2 == 0 ? tail(key, whole) : flipped(key, whole)).length == 0 ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  /** Any kind of PNG, with or without what EXIF says of it. */
  @Test
  void everyKindOfPngHasThePixelsThatWerePutIn() {
    int[][] kinds = {{0, 1, 16}, {2, 3, 16}, {3, 1, 8}, {4, 2, 16}, {6, 4, 16}};
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("kinds of PNG", i);
      int[] kind = kinds[(int) key.below(0, kinds.length)];
      int most = 31 - Integer.numberOfLeadingZeros(kind[2]);
      int bits = 1 << (kind[1] > 1 ? 3 + (int) key.below(1, 2) : (int) key.below(1, most + 1L));
      int width = 1 + (int) key.below(2, 20);
      int height = 1 + (int) key.below(3, 20);
      int interlace = (int) key.below(4, 2);
      PngBytes.Samples samples = (y, x, c) -> (int) key.fold(y).fold(x).below(c, 1L << bits);
      byte[] palette = random(key, 3 << bits, 3 << Math.min(bits, 8));
      var png = new PngBytes().header(width, height, bits, kind[0], interlace);
      if (kind[0] == 3) {
        png.chunk("PLTE", palette);
      }
      byte[] filtered = PngBytes.filtered(width, height, bits, kind[1], interlace, samples);
      int[] seen = pixels(png.pixels(filtered).end());
      assertThat(seen).as("mutant %d", i).hasSize(width * height + 1);
      for (int at = 0; at < width * height; at++) {
        int expected = expected(kind[0], bits, at / width, at % width, samples, palette);
        assertThat(seen[at + 1]).as("mutant %d, pixel %d", i, at).isEqualTo(expected);
      }
    }
  }

  private static int expected(
      int kind, int bits, int y, int x, PngBytes.Samples samples, byte[] palette) {
    int[] eight = new int[4];
    for (int i = 0; i < 4; i++) {
      eight[i] = (int) Math.round(255.0 * samples.of(y, x, i) / ((1 << bits) - 1));
    }
    return switch (kind) {
      case 0 -> 0xFF000000 | eight[0] * 0x010101;
      case 2 -> 0xFF000000 | eight[0] << 16 | eight[1] << 8 | eight[2];
      case 3 -> {
        int at = 3 * samples.of(y, x, 0);
        yield 0xFF000000
            | (palette[at] & 0xFF) << 16
            | (palette[at + 1] & 0xFF) << 8
            | (palette[at + 2] & 0xFF);
      }
      case 4 -> eight[1] << 24 | eight[0] * 0x010101;
      default -> eight[3] << 24 | eight[0] << 16 | eight[1] << 8 | eight[2];
    };
  }

  /** One colour in any coding, under any markers; what it must look like is computed in reals. */
  @Test
  void everyCodingOfAJpegHasItsColour() {
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("codings of JPEG", i);
      int channels = new int[] {1, 3, 4}[(int) key.below(0, 3)];
      int[] colour = new int[channels];
      Arrays.setAll(colour, c -> (int) key.below(1L + c, 256));
      int[] samples = new int[8 * 16 * channels];
      Arrays.setAll(samples, at -> colour[at % channels]);
      byte[] file = JpegBytes.of(8, 16, channels, key.below(6, 2) == 0, samples);
      int adobe = (int) key.below(7, 4) - 1;
      file = adobe < 0 ? file : JpegBytes.withAdobe(adobe, file);
      boolean jfif = key.below(8, 3) == 0;
      file = jfif ? JpegBytes.withJfif(file) : file;
      int turn = (int) key.below(9, 10);
      file = JpegBytes.withExif(JpegBytes.exif(turn, key.below(10, 2) == 0), file);
      int[] seen = pixels(file);
      assertThat(seen).as("mutant %d", i).hasSize(8 * 16 + 1);
      assertThat(seen[0]).as("mutant %d, turned", i).isEqualTo(turn > 4 && turn < 9 ? 16 : 8);
      double[] expected = colour(colour, jfif, adobe);
      for (int c = 0; c < 3; c++) {
        assertThat((double) (seen[1] >> (16 - 8 * c) & 0xFF))
            .as("mutant %d, colour %d of %s, Adobe %d", i, c, Arrays.toString(colour), adobe)
            .isCloseTo(expected[c], org.assertj.core.data.Offset.offset((double) MOST_OFF));
      }
    }
  }

  private static double[] colour(int[] samples, boolean jfif, int adobe) {
    double[] rgb = {samples[0], samples[samples.length / 2], samples[samples.length > 2 ? 2 : 0]};
    rgb[1] = samples[samples.length > 2 ? 1 : 0];
    boolean transformed =
        samples.length == 3 ? jfif || adobe != 0 : samples.length == 4 && adobe > 0;
    if (transformed) {
      double cb = samples[1] - 128;
      double cr = samples[2] - 128;
      rgb[0] = clamped(samples[0] + 1.402 * cr);
      rgb[1] = clamped(samples[0] - 0.344136 * cb - 0.714136 * cr);
      rgb[2] = clamped(samples[0] + 1.772 * cb);
    }
    for (int i = 0; i < 3 && samples.length == 4; i++) {
      rgb[i] = (transformed ? 255 - rgb[i] : rgb[i]) * samples[3] / 255;
    }
    return rgb;
  }

  private static double clamped(double value) {
    return Math.max(0, Math.min(255, value));
  }

  static byte[] flipped(Key key, byte[] whole) {
    byte[] changed = whole.clone();
    changed[(int) key.below(0, whole.length)] ^= (byte) (1 + key.below(1, 255));
    return changed;
  }

  /** The beginning of an image, then anything. */
  private static byte[] tail(Key key, byte[] whole) {
    byte[] changed = whole.clone();
    for (int i = (int) key.below(0, whole.length); i < changed.length; i++) {
      changed[i] = (byte) key.below(i + 1L, 256);
    }
    return changed;
  }

  private static byte[] random(Key key, int most) {
    return random(key, most, (int) key.below(99, most));
  }

  private static byte[] random(Key key, int most, int length) {
    byte[] bytes = new byte[Math.min(most, length)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) key.below(100L + i, 256);
    }
    return bytes;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
