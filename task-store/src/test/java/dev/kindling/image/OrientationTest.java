package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A picture of the letter F, as cameras would write it however they are held. */
class OrientationTest {

  private static final List<String> SHOWN = List.of("####", "#...", "###.", "#...", "#...", "#...");

  /** How the rows of a file look whose orientation turns them into the letter. */
  private static final List<List<String>> FILES =
      List.of(
          SHOWN,
          List.of("####", "...#", ".###", "...#", "...#", "...#"),
          List.of("...#", "...#", "...#", ".###", "...#", "####"),
          List.of("#...", "#...", "#...", "###.", "#...", "####"),
          List.of("######", "#.#...", "#.#...", "#....."),
          List.of("#.....", "#.#...", "#.#...", "######"),
          List.of(".....#", "...#.#", "...#.#", "######"),
          List.of("######", "...#.#", "...#.#", ".....#"));

  private static final Picture PICTURE =
      new Picture(Optional.empty(), Picture.Colours.GRAY, Picture.Ink.KEPT);

  private static byte[] png(List<String> rows, byte[] exif) {
    int width = rows.get(0).length();
    PngBytes.Samples ink = (y, x, channel) -> rows.get(y).charAt(x) == '#' ? 0 : 1;
    return new PngBytes()
        .header(width, rows.size(), 1, 0, 0)
        .chunk("eXIf", exif)
        .pixels(PngBytes.filtered(width, rows.size(), 1, 1, 0, ink))
        .end();
  }

  /** Each pixel a block of its own, so that nothing is blurred. */
  private static byte[] jpeg(List<String> rows, byte[] exif) {
    int width = 8 * rows.get(0).length();
    int height = 8 * rows.size();
    int[] samples = new int[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = rows.get(i / width / 8).charAt(i % width / 8) == '#' ? 0 : 255;
    }
    return JpegBytes.withExif(exif, JpegBytes.of(width, height, 1, false, samples));
  }

  private static String shown(byte[] file, int step) throws IOException {
    DecodedImage image = ImageReading.decode(file);
    byte[] record = Pixels.of(image, PICTURE);
    assertThat(record).hasSize(8 + image.shownHeight() * image.shownWidth());
    var text = new StringBuilder();
    for (int y = 0; y < image.shownHeight(); y += step) {
      for (int x = 0; x < image.shownWidth(); x += step) {
        text.append(record[8 + y * image.shownWidth() + x] < 0 ? '.' : '#');
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void everyOrientationIsTurnedUpright() throws IOException {
    String expected = String.join("\n", SHOWN) + "\n";
    for (int number = 1; number <= 8; number++) {
      List<String> rows = FILES.get(number - 1);
      byte[] exif = JpegBytes.exif(number, number % 2 == 0);
      assertThat(shown(png(rows, exif), 1)).as("PNG, orientation %d", number).isEqualTo(expected);
      assertThat(shown(jpeg(rows, exif), 8)).as("JPEG, orientation %d", number).isEqualTo(expected);
    }
  }

  @Test
  void exifThatMakesNoSenseTurnsNothing() throws IOException {
    String expected = String.join("\n", SHOWN) + "\n";
    for (int number : new int[] {0, 9, 200}) {
      assertThat(shown(png(SHOWN, JpegBytes.exif(number, true)), 1)).isEqualTo(expected);
    }
    byte[] whole = JpegBytes.exif(6, false);
    for (int length = 0; length < whole.length - 2; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThat(shown(png(SHOWN, cut), 1)).as("%d bytes", length).isEqualTo(expected);
    }
    for (int i = 0; i < 2000; i++) {
      byte[] changed = whole.clone();
      changed[(int) Key.of(i).below(0, changed.length)] = (byte) Key.of(i).below(1, 256);
      assertThat(shown(png(SHOWN, changed), 1)).hasSizeBetween(28, 30);
    }
  }
}
