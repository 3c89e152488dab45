package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Lines and Gaussian processes are what they are called. */
class RegressionTest {

  private static final Key KEY = Key.of(3);

  /** Two points give the line, without knowing how it is drawn; all others are on it. */
  @Test
  void pointsOfATaskAreOnOneLine() {
    TaskSource source = new LinesSettings(2, 20, 1, 3, 1, 2, 0).open(Split.TRAIN);
    for (int slot = 0; slot < 200; slot++) {
      Task task = source.sample(KEY.fold(slot));
      float[] x = task.support().features().floats();
      float[] y = task.support().targets().floats();
      double slope = ((double) y[1] - y[0]) / ((double) x[1] - x[0]);
      if (Math.abs(x[1] - x[0]) < .1) {
        continue;
      }
      assertThat(slope).isBetween(-3 - 1e-4, 3 + 1e-4);
      assertThat(y[0] - slope * x[0]).isBetween(-1 - 1e-4, 1 + 1e-4);
      for (int i = 0; i < 20; i++) {
        double expected = y[0] + slope * (task.query().features().floats()[i] - x[0]);
        assertThat((double) task.query().targets().floats()[i]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  /** Three points of a task give the plane; all others are in it. */
  @Test
  void pointsOfATaskAreInOnePlane() {
    TaskSource source = new LinesSettings(1, 30, 2, 3, 1, 2, 0).open(Split.TEST);
    for (int slot = 0; slot < 50; slot++) {
      Examples points = source.sample(KEY.fold(slot)).query();
      float[] x = points.features().floats();
      float[] y = points.targets().floats();
      double[] plane = plane(x, y);
      for (int i = 3; i < 30; i++) {
        double expected = y[0] + plane[0] * (x[2 * i] - x[0]) + plane[1] * (x[2 * i + 1] - x[1]);
        assertThat(y[i] - expected).isCloseTo(0, within(1e-4 * (1 + plane[2])));
      }
    }
  }

  /** The slopes through the first three points, and how ill they are determined. */
  private static double[] plane(float[] x, float[] y) {
    double a = (double) x[2] - x[0];
    double b = (double) x[3] - x[1];
    double c = (double) x[4] - x[0];
    double d = (double) x[5] - x[1];
    double e = (double) y[1] - y[0];
    double f = (double) y[2] - y[0];
    double determinant = a * d - b * c;
    return new double[] {
      (e * d - b * f) / determinant, (a * f - e * c) / determinant, 10 / Math.abs(determinant)
    };
  }

  @Test
  void noiseIsAsLargeAsItIsSaid() {
    TaskSource source = new LinesSettings(10_000, 1, 1, 0, 0, 1, .3).open(Split.TRAIN);
    float[] noise = source.sample(KEY).support().targets().floats();
    assertThat(Math.sqrt(meanOfProducts(noise, noise))).isCloseTo(.3, within(.01));
  }

  /** Over many draws with one kernel, products of values have the mean that the kernel gives. */
  @Test
  void functionsVaryTogetherAsTheKernelSays() {
    TaskSource source = new GaussianProcessSettings(1, 1, .7, .7, 1.5, 1.5, 1, 0).open(Split.TRAIN);
    double excess = 0;
    double squares = 0;
    int n = 40_000;
    for (int slot = 0; slot < n; slot++) {
      Task task = source.sample(KEY.fold(slot));
      double distance = first(task.support().features()) - first(task.query().features());
      double product = first(task.support().targets()) * first(task.query().targets());
      excess += product - 1.5 * Math.exp(-distance * distance / (2 * .7 * .7));
      squares += first(task.query().targets()) * first(task.query().targets());
    }
    assertThat(excess / n).isCloseTo(0, within(.04));
    assertThat(squares / n).isCloseTo(1.5, within(.05));
  }

  @Test
  void functionsAreSmoothAtTheScaleOfTheirLength() {
    TaskSource source = new GaussianProcessSettings(200, 200, 1, 2, 1, 1, 2, 0).open(Split.TRAIN);
    for (int slot = 0; slot < 20; slot++) {
      Task task = source.sample(KEY.fold(slot));
      float[] x = task.support().features().floats();
      float[] y = task.support().targets().floats();
      float[] otherX = task.query().features().floats();
      float[] otherY = task.query().targets().floats();
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < otherX.length; j++) {
          if (Math.abs(x[i] - otherX[j]) < .01) {
            assertThat((double) y[i]).isCloseTo(otherY[j], within(.08));
          }
        }
      }
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    requireRefused(
        "maximum-lengthscale must be at least 2 but is 1",
        () -> new GaussianProcessSettings(1, 1, 2, 1, 1, 1, 1, 0));
    requireRefused(
        "minimum-lengthscale must be above 0 but is 0",
        () -> new GaussianProcessSettings(1, 1, 0, 1, 1, 1, 1, 0));
    requireRefused(
        "maximum-variance must be at least 3 but is 1",
        () -> new GaussianProcessSettings(1, 1, 1, 1, 3, 1, 1, 0));
    requireRefused(
        "noise must be at least 0 but is -1",
        () -> new GaussianProcessSettings(1, 1, 1, 1, 1, 1, 1, -1));
    requireRefused(
        "inputs must be at least 1 but is 0", () -> new LinesSettings(1, 1, 0, 1, 1, 1, 0));
    requireRefused(
        "maximum-input must be above 0 but is 0", () -> new LinesSettings(1, 1, 1, 1, 1, 0, 0));
  }

  private static void requireRefused(String message, Runnable settings) {
    assertThatIllegalArgumentException().isThrownBy(settings::run).withMessage(message);
  }

  private static double first(HostTensor tensor) {
    return tensor.floats()[0];
  }

  private static double meanOfProducts(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum / left.length;
  }
}
