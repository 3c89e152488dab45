package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.task.Key;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngReadingTest {

  private static final int WIDTH = 13;
  private static final int HEIGHT = 11;
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final byte[] NONE = new byte[0];

  private static int sample(int bits, int y, int x, int channel) {
    return (int) Key.of(y).fold(x).below(channel, 1L << bits);
  }

  private static byte[] file(
      int kind, int bits, int channels, int interlace, byte[] palette, byte[] transparency) {
    var png = new PngBytes().header(WIDTH, HEIGHT, bits, kind, interlace);
    if (palette.length > 0) {
      png.chunk("PLTE", palette);
    }
    if (transparency.length > 0) {
      png.chunk("tRNS", transparency);
    }
    PngBytes.Samples samples = (y, x, channel) -> sample(bits, y, x, channel);
    return png.pixels(PngBytes.filtered(WIDTH, HEIGHT, bits, channels, interlace, samples)).end();
  }

  /** To 8 bits as a person would: the same share of the largest. */
  private static int eight(int bits, int sample) {
    return (int) Math.round(255.0 * sample / ((1 << bits) - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, 2, 1",
    "0, 4, 1",
    "0, 8, 1",
    "0, 16, 1",
    "2, 8, 3",
    "2, 16, 3",
    "4, 8, 2",
    "4, 16, 2",
    "6, 8, 4",
    "6, 16, 4"
  })
  void everyKindHasItsSamplesPlainAndInterlaced(int kind, int bits, int channels)
      throws IOException {
    for (int interlace = 0; interlace < 2; interlace++) {
      DecodedImage image = ImageReading.decode(file(kind, bits, channels, interlace, NONE, NONE));
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int[] seen = new int[4];
          Arrays.fill(seen, 255);
          for (int i = 0; i < channels; i++) {
            seen[i] = eight(bits, sample(bits, y, x, i));
          }
          int argb =
              channels < 3
                  ? (channels == 1 ? 255 : seen[1]) << 24 | seen[0] * 0x010101
                  : seen[3] << 24 | seen[0] << 16 | seen[1] << 8 | seen[2];
          assertThat(image.shown(y, x)).as("%d, %d", y, x).isEqualTo(argb);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 8", "6, 4, 8", "3, 1, 1", "3, 1, 2", "3, 1, 4", "3, 1, 8"})
  void coloursArePixelByPixelThoseOfAnotherDecoder(int kind, int channels, int bits)
      throws IOException {
    byte[] palette = kind == PALETTE ? new byte[3 << bits] : NONE;
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (byte) Key.of(i).below(0, 256);
    }
    byte[] alphas = kind == PALETTE ? new byte[] {0, 100} : NONE;
    byte[] file = file(kind, bits, channels, 0, palette, alphas);

    DecodedImage image = ImageReading.decode(file);

    var other = ImageIO.read(new ByteArrayInputStream(file));
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertThat(image.shown(i / WIDTH, i % WIDTH)).isEqualTo(other.getRGB(i % WIDTH, i / WIDTH));
    }
  }

  @Test
  void aColourThatStandsForNothingIsTransparent() throws IOException {
    int gray = sample(16, 3, 4, 0);
    byte[] ofGray = {(byte) (gray >> 8), (byte) gray};
    assertThat(ImageReading.decode(file(GRAY, 16, 1, 0, NONE, ofGray)).shown(3, 4) >>> 24).isZero();
    byte[] ofRgb = new byte[6];
    for (int i = 0; i < 3; i++) {
      ofRgb[2 * i + 1] = (byte) sample(8, 2, 5, i);
    }
    DecodedImage image = ImageReading.decode(file(RGB, 8, 3, 1, NONE, ofRgb));
    assertThat(image.shown(2, 5) >>> 24).isZero();
    assertThat(image.shown(2, 6) >>> 24).isEqualTo(255);
    var picture = new Picture(java.util.Optional.empty(), Picture.Colours.GRAY, Picture.Ink.KEPT);
    assertThat(Pixels.of(image, picture)[8 + 2 * WIDTH + 5]).isEqualTo((byte) 255);
  }

  @Test
  void everyCutIsNoticed() {
    byte[] file = file(RGB, 8, 3, 0, NONE, NONE);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ImageReading.decode(cut))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(UnreadableImage.class);
    }
    byte[] cut = Arrays.copyOf(file, file.length - 20);
    assertThatThrownBy(() -> ImageReading.decode(cut))
        .hasMessage("is cut: it ends before its last chunk");
  }

  @Test
  void fewerPixelsThanAreStatedAreNoticedThoughAllChecksumsAreRight() {
    PngBytes.Samples samples = (y, x, channel) -> sample(8, y, x, channel);
    byte[] file =
        new PngBytes()
            .header(WIDTH, HEIGHT, 8, RGB, 0)
            .pixels(PngBytes.filtered(WIDTH, HEIGHT - 1, 8, 3, 0, samples))
            .end();
    assertThatThrownBy(() -> ImageReading.decode(file))
        .hasMessage("is cut: it has fewer pixels than it states");
  }

  @Test
  void whatPngDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> ImageReading.decode(file(PALETTE, 8, 1, 0, new byte[3], NONE)))
        .hasMessageContaining("a pixel has colour ");
    assertThatThrownBy(() -> ImageReading.decode(file(5, 8, 1, 0, NONE, NONE)))
        .hasMessageContaining("its colour type is 5");
    assertThatThrownBy(() -> ImageReading.decode(file(RGB, 4, 3, 0, NONE, NONE)))
        .hasMessageContaining("holds what PNG does not know");
    byte[] strange = new PngBytes().header(1, 1, 8, 0, 0).chunk("CgBI", NONE).end();
    assertThatThrownBy(() -> ImageReading.decode(strange))
        .hasMessage("has a chunk CgBI, which is no part of PNG");
    byte[] none = new PngBytes().header(1, 1, 8, 0, 0).end();
    assertThatThrownBy(() -> ImageReading.decode(none)).hasMessageContaining("has no pixels");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 0", "100000, 100000", "33554433, 1", "-1, -1"})
  void noSizeIsBelievedThatIsNoneOrTooLarge(int width, int height) {
    byte[] file = new PngBytes().header(width, height, 8, 0, 0).pixels(new byte[9]).end();
    assertThatThrownBy(() -> ImageReading.decode(file))
        .isInstanceOf(UnreadableImage.class)
        .hasMessageContaining("pixels");
  }
}
