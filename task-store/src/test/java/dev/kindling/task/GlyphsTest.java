package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlyphsTest {

  private static final Key KEY = Key.of(5);
  private static final GlyphsSettings DEFAULTS = GlyphsSettings.defaults();

  @Test
  void splitsShareNoCharacterAndLeaveNoneOut() {
    GlyphsSettings settings = new GlyphsSettings(5, 1, 1, 28, 47, 3);
    Set<Integer> all = new HashSet<>();
    for (Split split : Split.values()) {
      GlyphsSource source = new GlyphsSource(settings, split);
      Set<Integer> characters = new HashSet<>();
      for (int slot = 0; slot < 500; slot++) {
        int[] classes = source.classes(KEY.fold(slot));
        assertThat(Arrays.stream(classes).distinct()).hasSize(5);
        Arrays.stream(classes).forEach(c -> characters.add(c / 3));
      }
      characters.forEach(character -> assertThat(all.add(character)).isTrue());
    }
    assertThat(all).hasSize(47).contains(0, 46);
  }

  @Test
  void targetsAreThePlacesOfTheClassesOneAfterTheOther() {
    Task task = new GlyphsSettings(3, 2, 1, 8, 100, 1).open(Split.TRAIN).sample(KEY);
    assertThat(task.support().targets().floats()).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(task.query().targets().floats()).containsExactly(0, 1, 2);
  }

  @Test
  void imagesAreInkOnEmptyGround() {
    for (int slot = 0; slot < 50; slot++) {
      float[] images = DEFAULTS.open(Split.TEST).sample(KEY.fold(slot)).query().features().floats();
      for (int image = 0; image < 25; image++) {
        double ink = 0;
        for (int i = 0; i < 784; i++) {
          float value = images[image * 784 + i];
          assertThat(value).isBetween(0f, 1f);
          ink += value;
        }
        assertThat(ink / 784).isBetween(.01, .5);
      }
    }
  }

  @Test
  void noTwoExamplesOfACharacterAreAlike() {
    Task task = new GlyphsSettings(2, 20, 20, 28, 100, 1).open(Split.TRAIN).sample(KEY);
    Set<Integer> seen = new HashSet<>();
    for (HostTensor images :
        new HostTensor[] {task.support().features(), task.query().features()}) {
      for (int i = 0; i < 40; i++) {
        seen.add(Arrays.hashCode(Arrays.copyOfRange(images.floats(), i * 784, (i + 1) * 784)));
      }
    }
    assertThat(seen).hasSize(80);
  }

  @Test
  void moreShotsLeaveTheQueryAsItWas() {
    Task more = new GlyphsSettings(5, 7, 5, 28, 2000, 1).open(Split.TRAIN).sample(KEY);
    assertThat(more.query()).isEqualTo(DEFAULTS.open(Split.TRAIN).sample(KEY).query());
  }

  /**
   * What the nearest support image says is right more often than chance, and far from always: as on
   * Omniglot, where it is right of two in five.
   */
  @Test
  void pixelsAloneSaySomethingAndNotMuch() {
    int right = 0;
    int tasks = 300;
    for (int slot = 0; slot < tasks; slot++) {
      Task task = DEFAULTS.open(Split.TEST).sample(KEY.fold(slot));
      for (int image = 0; image < 25; image++) {
        right += nearest(task, image) == image / 5 ? 1 : 0;
      }
    }
    assertThat(right / (25.0 * tasks)).isBetween(.35, .55);
  }

  private static int nearest(Task task, int image) {
    float[] support = task.support().features().floats();
    float[] query = task.query().features().floats();
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int way = 0; way < 5; way++) {
      double distance = 0;
      for (int i = 0; i < 784; i++) {
        double difference = query[image * 784 + i] - support[way * 784 + i];
        distance += difference * difference;
      }
      nearest = distance < least ? way : nearest;
      least = Math.min(least, distance);
    }
    return nearest;
  }

  /** The turns are of the character, before the hand leans: means over many hands are turned. */
  @Test
  void aQuarterTurnTurnsTheCharacter() {
    float[] upright = mean(0);
    for (int turns = 1; turns < 4; turns++) {
      float[] expected = upright;
      for (int i = 0; i < turns; i++) {
        expected = turned(expected);
      }
      float[] seen = mean(turns);
      assertThat(difference(seen, expected)).isLessThan(difference(seen, upright) / 3);
    }
  }

  private static float[] mean(int turns) {
    Hand hand = new Hand(28);
    float[] sum = new float[784];
    float[] image = new float[784];
    for (int i = 0; i < 2000; i++) {
      hand.write(Glyph.of(3), turns, KEY.fold(turns).fold(i), image, 0);
      for (int pixel = 0; pixel < 784; pixel++) {
        sum[pixel] += image[pixel] / 2000;
      }
    }
    return sum;
  }

  /** What was across, to the right, is down. */
  private static float[] turned(float[] image) {
    float[] turned = new float[784];
    for (int i = 0; i < 784; i++) {
      turned[i % 28 * 28 + 27 - i / 28] = image[i];
    }
    return turned;
  }

  private static double difference(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs(left[i] - right[i]);
    }
    return sum;
  }

  @Test
  void strokesBeginAndEndWithinTheSquareThatTheyFill() {
    for (int character = 0; character < 300; character++) {
      Glyph glyph = Glyph.of(character);
      double most = 0;
      for (int point = 0; point < glyph.points(); point++) {
        most = Math.max(most, Math.max(Math.abs(glyph.x(point)), Math.abs(glyph.y(point))));
      }
      assertThat(most).isCloseTo(1, within(1e-12));
      assertThat(glyph.strokes()).isBetween(2, 4);
      assertThat(glyph.end(0) - glyph.start(0)).isBetween(4, 5);
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    requireRefused("ways must be at least 2 but is 1", 1, 28, 100, 1);
    requireRefused("side must be between 8 and 1024 but is 7", 5, 7, 100, 1);
    requireRefused("classes must be at least 50 but is 49", 5, 28, 49, 1);
    requireRefused("classes must be at least 20 but is 19", 5, 28, 19, 4);
    requireRefused("rotations must be between 1 and 4 but is 5", 5, 28, 100, 5);
  }

  private static void requireRefused(
      String message, int ways, int side, int classes, int rotations) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlyphsSettings(ways, 1, 1, side, classes, rotations))
        .withMessage(message);
  }
}
