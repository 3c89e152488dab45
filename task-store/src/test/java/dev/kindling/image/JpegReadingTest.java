package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegReadingTest {

  private static final int SIDE = 16;
  private static final Offset<Integer> NEAR = Offset.offset(3);

  /** Whole blocks of one colour each, which JPEG keeps but for rounding. */
  private static int[] blocks(int[]... colours) {
    int channels = colours[0].length;
    int[] samples = new int[SIDE * SIDE * channels];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / channels;
      int block = pixel / SIDE / 8 * 2 + pixel % SIDE / 8;
      samples[i] = colours[block][i % channels];
    }
    return samples;
  }

  private static byte[] file(int[]... colours) {
    return JpegBytes.of(SIDE, SIDE, colours[0].length, false, blocks(colours));
  }

  private static void assertColour(byte[] file, int block, int red, int green, int blue)
      throws IOException {
    int seen = ImageReading.decode(file).shown(block / 2 * 8 + 4, block % 2 * 8 + 4);
    assertThat(seen >>> 24).isEqualTo(255);
    assertThat(seen >> 16 & 0xFF).as("red of %08x", seen).isCloseTo(red, NEAR);
    assertThat(seen >> 8 & 0xFF).as("green of %08x", seen).isCloseTo(green, NEAR);
    assertThat(seen & 0xFF).as("blue of %08x", seen).isCloseTo(blue, NEAR);
  }

  /** Y, Cb, Cr of a colour by the equations of JFIF. */
  private static int[] ycc(int red, int green, int blue, int... black) {
    double y = 0.299 * red + 0.587 * green + 0.114 * blue;
    int cb = (int) Math.min(255, Math.round((blue - y) / 1.772 + 128));
    int cr = (int) Math.min(255, Math.round((red - y) / 1.402 + 128));
    int[] samples = {(int) Math.round(y), cb, cr, 0};
    if (black.length == 0) {
      return Arrays.copyOf(samples, 3);
    }
    samples[3] = black[0];
    return samples;
  }

  @Test
  void inkOfAdobeIsInverted() throws IOException {
    // 255 is no ink: white, pure cyan, red (magenta and yellow), and half black.
    int[][] inks = {
      {255, 255, 255, 255}, {0, 255, 255, 255}, {255, 0, 0, 255}, {255, 255, 255, 128}
    };
    for (byte[] file : new byte[][] {JpegBytes.withAdobe(0, file(inks)), file(inks)}) {
      assertColour(file, 0, 255, 255, 255);
      assertColour(file, 1, 0, 255, 255);
      assertColour(file, 2, 255, 0, 0);
      assertColour(file, 3, 128, 128, 128);
    }
  }

  @Test
  void transformedInkIsTransformedBack() throws IOException {
    // What is transformed is 255 - C, 255 - M, 255 - Y of the inverted inks.
    byte[] file =
        JpegBytes.withAdobe(
            2,
            file(
                ycc(0, 0, 0, 255),
                ycc(255, 0, 0, 255),
                ycc(0, 255, 255, 255),
                ycc(55, 155, 205, 153)));
    assertColour(file, 0, 255, 255, 255);
    assertColour(file, 1, 0, 255, 255);
    assertColour(file, 2, 255, 0, 0);
    assertColour(file, 3, 200 * 153 / 255, 100 * 153 / 255, 50 * 153 / 255);
  }

  @Test
  void threeChannelsAreWhatTheMarkersSay() throws IOException {
    int[][] samples = {{200, 100, 50}, {128, 128, 128}, {60, 90, 160}, {20, 220, 120}};
    byte[] rgb = JpegBytes.withAdobe(0, file(samples));
    assertColour(rgb, 0, 200, 100, 50);
    assertColour(rgb, 3, 20, 220, 120);

    byte[] named = file(samples);
    int frame = JpegBytes.segment(named, 0xC0);
    int scan = JpegBytes.segment(named, 0xDA);
    for (int i = 0; i < 3; i++) {
      named[frame + 10 + 3 * i] = (byte) "RGB".charAt(i);
      named[scan + 5 + 2 * i] = (byte) "RGB".charAt(i);
    }
    assertColour(named, 0, 200, 100, 50);
    // JFIF knows no other colours than these.
    byte[] jfif =
        JpegBytes.withJfif(
            JpegBytes.withAdobe(
                0, file(ycc(200, 100, 50), ycc(1, 2, 3), ycc(9, 200, 9), ycc(255, 255, 0))));
    assertColour(jfif, 0, 200, 100, 50);
    assertColour(jfif, 3, 255, 255, 0);
    byte[] unmarked = file(ycc(200, 100, 50), ycc(1, 2, 3), ycc(9, 200, 9), ycc(255, 255, 0));
    assertColour(unmarked, 2, 9, 200, 9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ordinaryFilesArePixelByPixelThoseOfAnotherDecoder(boolean progressive) throws IOException {
    int[] noise = new int[31 * 19 * 3];
    Arrays.setAll(noise, i -> (int) dev.kindling.task.Key.of(i / 40).below(i % 3, 256));
    byte[] file = JpegBytes.withJfif(JpegBytes.of(31, 19, 3, progressive, noise));

    DecodedImage image = ImageReading.decode(file);

    var other = ImageIO.read(new ByteArrayInputStream(file));
    for (int i = 0; i < 31 * 19; i++) {
      assertThat(image.shown(i / 31, i % 31)).isEqualTo(other.getRGB(i % 31, i / 31));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyCutIsNoticedAlsoWithAnEndMarkerPutOn(boolean progressive) throws IOException {
    int[] noise = new int[31 * 19 * 3];
    Arrays.setAll(noise, i -> (int) dev.kindling.task.Key.of(i).below(0, 256));
    byte[] file = JpegBytes.withJfif(JpegBytes.of(31, 19, 3, progressive, noise));
    for (int length = 2; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ImageReading.decode(cut))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(UnreadableImage.class);
    }
    byte[] ended = Arrays.copyOf(file, file.length / 2);
    ended[ended.length - 2] = (byte) 0xFF;
    ended[ended.length - 1] = (byte) 0xD9;
    assertThatThrownBy(() -> ImageReading.decode(ended))
        .isInstanceOf(UnreadableImage.class)
        .hasMessageContaining("is damaged: ");
    assertThat(ImageReading.decode(file).shownWidth()).isEqualTo(31);
  }

  @Test
  void whatStandsAfterTheEndOrIsForOthersChangesNothing() throws IOException {
    byte[] plain =
        JpegBytes.withJfif(file(ycc(200, 100, 50), ycc(1, 2, 3), ycc(9, 200, 9), ycc(255, 255, 0)));
    // A thumbnail's markers, a profile that is none, and what cameras put behind the picture.
    byte[] more =
        JpegBytes.with(
            0xE2,
            "ICC_PROFILE\0\1\1nonsense".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            plain);
    more =
        JpegBytes.with(0xE1, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}, more);
    var behind = new ByteArrayOutputStream();
    behind.writeBytes(more);
    behind.writeBytes(plain);
    DecodedImage expected = ImageReading.decode(plain);
    DecodedImage seen = ImageReading.decode(behind.toByteArray());
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertThat(seen.shown(i / SIDE, i % SIDE)).isEqualTo(expected.shown(i / SIDE, i % SIDE));
    }
  }

  @Test
  void otherCodingsAreRefusedBySayingWhich() {
    byte[] gray = file(new int[][] {{1}, {2}, {3}, {4}});
    int frame = JpegBytes.segment(gray, 0xC0);
    assertRefused(gray, frame + 1, 0xC9, "arithmetic");
    assertRefused(gray, frame + 4, 12, "has samples of 12 bits where 8 are taken");
    byte[] two = file(new int[][] {{1, 1}, {2, 2}, {3, 3}, {4, 4}});
    assertThatThrownBy(() -> ImageReading.decode(two))
        .hasMessage("has 2 channels where 1, 3 or 4 are taken");
    assertRefused(gray, frame + 5, 0xFF, "has 16 x 65296 pixels");
  }

  private static void assertRefused(byte[] file, int at, int value, String message) {
    byte[] changed = file.clone();
    changed[at] = (byte) value;
    if (message.contains("pixels")) {
      changed[at + 2] = (byte) 0xFF;
    }
    assertThatThrownBy(() -> ImageReading.decode(changed))
        .isInstanceOf(UnreadableImage.class)
        .hasMessageContaining(message.contains("pixels") ? "pixels where at most" : message);
  }

  @Test
  void filesOfOtherFormatsAreCalledSo() {
    assertOther("GIF89a......", "is GIF, neither PNG nor JPEG");
    assertOther("RIFF....WEBPVP8 ", "is WEBP, neither PNG nor JPEG");
    assertOther("MM\0*........", "is TIFF, neither PNG nor JPEG");
    assertOther("<svg>", "is neither PNG nor JPEG");
    assertOther("", "is empty");
  }

  private static void assertOther(String text, String message) {
    byte[] file = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ImageReading.decode(file)).hasMessage(message);
  }
}
