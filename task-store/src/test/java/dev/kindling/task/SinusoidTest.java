package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinusoidTest {

  private static final SinusoidSettings DEFAULTS = SinusoidSettings.defaults();
  private static final TaskSource TRAIN = DEFAULTS.open(Split.TRAIN);
  private static final Key KEY = Key.of(20260101);

  /** Whoever changes this digest changes every run's theta: say so in CHANGELOG.md. */
  @Test
  void theStreamIsPinned() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int slot = 0; slot < 100; slot++) {
      Task task = TRAIN.sample(Key.of(0).fold(slot));
      update(digest, task.support());
      update(digest, task.query());
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("5530e75ad3b35daef2221b9eedef3f4d45ad466a366161e44e64b957a9793b4b");
  }

  @Test
  void defaultsAreThoseOfThePaper() {
    assertThat(DEFAULTS).isEqualTo(new SinusoidSettings(10, 10, .1, 5, Math.PI, -5, 5));
  }

  @ParameterizedTest
  @EnumSource
  void tasksHaveTheShapeThatIsPromised(Split split) {
    TaskSource source = new SinusoidSettings(5, 15, .1, 5, Math.PI, -5, 5).open(split);
    assertThat(TaskShape.of(source.sample(KEY))).isEqualTo(source.shape());
  }

  @ParameterizedTest
  @EnumSource
  void targetsFollowTheFormula(Split split) {
    for (int slot = 0; slot < 200; slot++) {
      Key key = KEY.fold(slot);
      Task task = DEFAULTS.open(split).sample(key);
      Key wave = key.fold(split.name());
      double amplitude = .1 + 4.9 * wave.uniform(0);
      double phase = Math.PI * wave.uniform(1);
      requireFormula(task.support(), amplitude, phase);
      requireFormula(task.query(), amplitude, phase);
    }
  }

  /** Without knowing how it is drawn: what fits the support as a sin x + b cos x fits the query. */
  @Test
  void everyTaskIsOneSineWaveOfAllowedAmplitudeAndPhase() {
    for (int slot = 0; slot < 200; slot++) {
      Task task = TRAIN.sample(KEY.fold(slot));
      double[] wave = fit(task.support());
      double amplitude = Math.hypot(wave[0], wave[1]);
      double phase = Math.atan2(-wave[1], wave[0]);
      assertThat(amplitude).isBetween(.1 - 1e-4, 5 + 1e-4);
      assertThat(phase).isBetween(-1e-3, Math.PI + 1e-3);
      requireFormula(task.query(), amplitude, phase);
    }
  }

  @Test
  void amplitudesPhasesAndInputsFillTheirRanges() {
    int n = 20_000;
    double amplitudes = 0;
    double phases = 0;
    double inputs = 0;
    for (int slot = 0; slot < n; slot++) {
      Task task = TRAIN.sample(KEY.fold(slot));
      double[] wave = fit(task.support());
      amplitudes += Math.hypot(wave[0], wave[1]);
      phases += Math.atan2(-wave[1], wave[0]);
      inputs += task.query().features().floats()[0];
    }
    assertThat(amplitudes / n).isCloseTo(2.55, within(.05));
    assertThat(phases / n).isCloseTo(Math.PI / 2, within(.03));
    assertThat(inputs / n).isCloseTo(0, within(.1));
  }

  @Test
  void aKeyAlwaysDrawsTheSameTask() {
    Task task = TRAIN.sample(KEY);
    assertThat(DEFAULTS.open(Split.TRAIN).sample(KEY)).isEqualTo(task);
    assertThat(TRAIN.sample(KEY.fold(1))).isNotEqualTo(task);
  }

  @Test
  void noTaskIsInTwoSplitsOrDrawnTwice() {
    Set<HostTensor> seen = new HashSet<>();
    for (Split split : Split.values()) {
      TaskSource source = DEFAULTS.open(split);
      for (int slot = 0; slot < 2000; slot++) {
        Task task = source.sample(KEY.fold(slot));
        assertThat(seen.add(task.support().features())).as(task.name()).isTrue();
        assertThat(seen.add(task.query().features())).as(task.name()).isTrue();
      }
    }
  }

  @Test
  void moreSupportLeavesTheQueryAsItWas() {
    SinusoidSettings more = new SinusoidSettings(20, 10, .1, 5, Math.PI, -5, 5);
    Task task = more.open(Split.TRAIN).sample(KEY);
    assertThat(task.query()).isEqualTo(TRAIN.sample(KEY).query());
  }

  @Test
  void aTaskSaysWhichItIsAndWhatMadeIt() {
    Task task = DEFAULTS.open(Split.VALIDATION).sample(Key.of(7));
    assertThat(task.name()).isEqualTo("sinusoid/validation/00000000000000000000000000000007");
    assertThat(task.provenance()).isEqualTo(DEFAULTS.toString());
  }

  @Test
  void oneWaveIsADistributionToo() {
    SinusoidSettings settings = new SinusoidSettings(10, 10, 2, 2, 0, -5, 5);
    requireFormula(settings.open(Split.TEST).sample(KEY).query(), 2, 0);
  }

  @Test
  void impossibleSettingsAreRefused() {
    requireRefused("support must be at least 1 but is 0", 0, 1, .1, 5, 3, -5, 5);
    requireRefused("query must be at least 1 but is -1", 1, -1, .1, 5, 3, -5, 5);
    requireRefused("minimum-amplitude must be at least 0 but is -1", 1, 1, -1, 5, 3, -5, 5);
    requireRefused("maximum-amplitude must be at least 2 but is 1", 1, 1, 2, 1, 3, -5, 5);
    requireRefused("maximum-phase must be at least 0 but is -3", 1, 1, 1, 5, -3, -5, 5);
    requireRefused("maximum-input must be above 5 but is 5", 1, 1, 1, 5, 3, 5, 5);
    requireRefused(
        "minimum-input must be a finite number but is NaN", 1, 1, 1, 5, 3, Double.NaN, 5);
  }

  private static void requireRefused(String message, int support, int query, double... ranges) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SinusoidSettings(
                    support, query, ranges[0], ranges[1], ranges[2], ranges[3], ranges[4]))
        .withMessage(message);
  }

  private static void requireFormula(Examples points, double amplitude, double phase) {
    float[] x = points.features().floats();
    float[] y = points.targets().floats();
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isBetween(-5f, 5f);
      assertThat((double) y[i]).isCloseTo(amplitude * Math.sin(x[i] - phase), within(1e-4));
    }
  }

  /** The a and b of the least-squares fit by a sin x + b cos x. */
  private static double[] fit(Examples points) {
    float[] x = points.features().floats();
    float[] y = points.targets().floats();
    double ss = 0;
    double sc = 0;
    double cc = 0;
    double sy = 0;
    double cy = 0;
    for (int i = 0; i < x.length; i++) {
      double sin = Math.sin(x[i]);
      double cos = Math.cos(x[i]);
      ss += sin * sin;
      sc += sin * cos;
      cc += cos * cos;
      sy += sin * y[i];
      cy += cos * y[i];
    }
    double determinant = ss * cc - sc * sc;
    return new double[] {(sy * cc - cy * sc) / determinant, (cy * ss - sy * sc) / determinant};
  }

  private static void update(MessageDigest digest, Examples examples) {
    for (HostTensor tensor : new HostTensor[] {examples.features(), examples.targets()}) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.floats());
      digest.update(bytes);
    }
  }
}
