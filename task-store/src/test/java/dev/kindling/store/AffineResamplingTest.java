package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.form.Resampling;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Augmentation;
import dev.kindling.task.ImageSize;
import dev.kindling.task.Key;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffineResamplingTest {

  private static final AffineChange NONE = AffineChange.of(0, 1, 1, 0, 0, 0);
  private static final Augmentation MUCH = new Augmentation(1, 3.15, .3, .2, .4);

  private static StoredImage random(int height, int width, int channels) {
    byte[] values = new byte[height * width * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Key.of(3).below(i, 256);
    }
    return new StoredImage(height, width, values);
  }

  private static void assertClose(byte[] seen, byte[] expected, int most) {
    assertThat(seen).hasSameSizeAs(expected);
    for (int i = 0; i < seen.length; i++) {
      int difference = (seen[i] & 0xFF) - (expected[i] & 0xFF);
      assertThat(Math.abs(difference)).as("value %d", i).isLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @CsvSource({"105,105,28,28", "31,17,13,5", "28,28,28,28", "1,1,1,1", "97,3,9,3"})
  void noChangeIsTheMeanOfEachPixelsArea(int height, int width, int newHeight, int newWidth) {
    for (int channels : new int[] {1, 3}) {
      StoredImage image = random(height, width, channels);
      byte[] expected =
          Resampling.apply(image.values(), height, width, channels, newHeight, newWidth);
      byte[] seen =
          AffineResampling.apply(image, channels, new ImageSize(newHeight, newWidth), NONE);
      assertClose(seen, expected, 1);
    }
  }

  @Test
  void aShiftByWholePixelsMovesThemAndWhatComesInIsTheGround() {
    byte[] values = new byte[10 * 10];
    Arrays.fill(values, (byte) 250);
    values[4 * 10 + 5] = 7;
    values[3 * 10 + 2] = 99;
    byte[] expected = new byte[100];
    Arrays.fill(expected, (byte) 250);
    expected[7 * 10 + 3] = 7;
    expected[6 * 10] = 99;

    AffineChange change = AffineChange.of(0, 1, 1, -.2, .3, 0);
    assertThat(
            AffineResampling.apply(
                new StoredImage(10, 10, values), 1, new ImageSize(10, 10), change))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void quarterTurnsAreExact(int quarters) {
    StoredImage image = random(20, 20, 3);
    float[] turned = new float[image.values().length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = image.values()[i] & 0xFF;
    }
    QuarterTurn.apply(turned, 0, 20, 3, quarters);
    // Rows go down, so that a turn by a positive angle is clockwise.
    AffineChange change = AffineChange.of(-quarters * Math.PI / 2, 1, 1, 0, 0, 0);

    assertThat(AffineResampling.apply(image, 3, new ImageSize(20, 20), change))
        .isEqualTo(Resampling.bytes(turned));
  }

  /** A smooth image, which any good resampling renders alike. */
  private static double smooth(double x, double y) {
    double wide = Math.exp(-(x * x + 2 * y * y + x * y) * 3);
    double aside = Math.exp(-((x - .4) * (x - .4) + (y - .3) * (y - .3)) * 40);
    return 30 + 120 * wide + 80 * aside;
  }

  private static byte[] drawn(int height, int width, DoubleBinaryOperator at) {
    byte[] values = new byte[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (byte) Math.round(at.applyAsDouble(x + .5, y + .5));
      }
    }
    return values;
  }

  @Test
  void anyChangeIsThatOfTheFormula() {
    int height = 120;
    int width = 90;
    StoredImage image =
        new StoredImage(
            height, width, drawn(height, width, (x, y) -> smooth(x / 45 - 1, y / 60 - 1)));
    for (int i = 0; i < 200; i++) {
      AffineChange change = AffineChange.draw(MUCH, Key.of(11).fold(i));
      var way = change.way(height, width, 40, 36);
      byte[] expected =
          drawn(
              40,
              36,
              (u, v) -> {
                double x = way.xu() * u + way.xv() * v + way.x0();
                double y = way.yu() * u + way.yv() * v + way.y0();
                boolean inside = x > 2 && y > 2 && x < width - 2 && y < height - 2;
                return inside ? smooth(x / 45 - 1, y / 60 - 1) : -1;
              });
      byte[] seen = AffineResampling.apply(image, 1, new ImageSize(40, 36), change);
      for (int at = 0; at < seen.length; at++) {
        if (expected[at] != -1) {
          assertThat((double) (seen[at] & 0xFF))
              .as("change %d, pixel %d", i, at)
              .isCloseTo(expected[at] & 0xFF, within(7.0));
        }
      }
    }
  }

  @Test
  void theWayBackUndoesTheChange() {
    double turn = .3;
    AffineChange.Way way = AffineChange.of(turn, 1.2, .9, .1, -.05, .25).way(50, 80, 50, 80);
    double px = 7;
    double py = -11;
    double leaning = 1.2 * px + .25 * .9 * py;
    double u = 40 + .1 * 80 + Math.cos(turn) * leaning - Math.sin(turn) * .9 * py;
    double v = 25 - .05 * 50 + Math.sin(turn) * leaning + Math.cos(turn) * .9 * py;

    assertThat(way.xu() * u + way.xv() * v + way.x0()).isCloseTo(47, within(1e-9));
    assertThat(way.yu() * u + way.yv() * v + way.y0()).isCloseTo(14, within(1e-9));
  }

  @Test
  void changesStayWithinTheirSettingsAndReachFarIntoThem() {
    Augmentation some = new Augmentation(1, .17, .15, .1, .2);
    double widest = 0;
    double narrowest = 2;
    double farthest = 0;
    for (int i = 0; i < 1000; i++) {
      AffineChange change = AffineChange.draw(some, Key.of(5).fold(i));
      double high = 1 / Math.hypot(change.yx(), change.yy());
      assertThat(Math.abs(StrictMath.atan2(-change.yx(), change.yy()))).isLessThanOrEqualTo(.17);
      assertThat(Math.abs(change.right())).isLessThanOrEqualTo(.1);
      assertThat(Math.abs(change.down())).isLessThanOrEqualTo(.1);
      widest = Math.max(widest, high);
      narrowest = Math.min(narrowest, high);
      farthest = Math.max(farthest, change.right());
    }
    assertThat(widest).isBetween(1.14, 1.15);
    assertThat(narrowest).isBetween(.85, .86);
    assertThat(farthest).isBetween(.099, .1);
  }

  @Test
  void theGroundIsTheMedianOfTheBorderInEachChannel() {
    StoredImage image = new StoredImage(3, 3, new byte[] {1, 9, 9, 2, 50, 9, 9, 3, 9});
    assertThat(Border.median(image, 1, 0)).isEqualTo(9);
    StoredImage coloured = new StoredImage(1, 2, new byte[] {(byte) 200, 1, (byte) 201, 2});
    assertThat(Border.median(coloured, 2, 0)).isEqualTo(200);
    assertThat(Border.median(coloured, 2, 1)).isEqualTo(1);
  }

  @Test
  void theBitsAreTheseOnEveryMachine() {
    MessageDigest digest = Sha256.digest();
    for (int i = 0; i < 50; i++) {
      StoredImage image = random(20 + i, 50 - i / 2, 1 + i % 3);
      AffineChange change = AffineChange.draw(MUCH, Key.of(1).fold(i));
      digest.update(AffineResampling.apply(image, 1 + i % 3, new ImageSize(14, 19), change));
    }
    assertThat(Sha256.hex(digest))
        .isEqualTo("94a2b5447372bb65e908032913b2be04a25760721154d4ed7e3750246e436221");
  }
}
