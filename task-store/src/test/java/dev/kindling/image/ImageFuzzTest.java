package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged images end in a sentence or in a picture of the right size, never otherwise. */
class ImageFuzzTest {

  private static final int CASES = 1500;
  private static final Picture PICTURE = new Picture(5, 7, Picture.Colours.RGB, Picture.Ink.KEPT);

  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aDamagedImageIsRefusedOrStillAPicture(String format) throws IOException {
    System.out.println("ImageFuzzTest: seed " + seed);
    byte[] whole = image(format);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Key key = Key.of(seed).fold(format).fold(i);
      byte[] changed = i % 3 == 0 ? tail(key, whole) : flipped(key, whole);
      try {
        byte[] picture = Pixels.of(ImageReading.decode(changed), PICTURE);
        assertThat(picture).hasSize(5 * 7 * 3);
      } catch (UnreadableImage e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] image(String format) throws IOException {
    var image = new BufferedImage(19, 23, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 19 * 23; i++) {
      image.setRGB(i % 19, i / 19, (int) Key.of(i / 5).bits(0));
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] flipped(Key key, byte[] whole) {
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
}
