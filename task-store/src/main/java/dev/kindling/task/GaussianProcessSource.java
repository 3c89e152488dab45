package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.Arrays;
import java.util.List;

/**
 * Draws functions at the inputs of support and query together: {@code L z} with z standard normal
 * and {@code L L' = K}, the kernel's matrix. The split is folded into every key, which keeps the
 * splits disjoint.
 */
final class GaussianProcessSource implements TaskSource {

  /** Added to the diagonal, as a share of the variance: more than rounding may take from it. */
  private static final double RIDGE = 1e-6;

  private final GaussianProcessSettings settings;
  private final Split split;
  private final Origin origin;

  GaussianProcessSource(GaussianProcessSettings settings, Split split) {
    this.settings = Require.present("settings", settings);
    this.split = Require.present("split", split);
    this.origin = new Origin("gaussian-process", split, settings.toString());
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(List.of(1), List.of(1), settings.support(), settings.query());
  }

  @Override
  public Task sample(Key key) {
    Key function = key.fold(split.name());
    float[] x = new float[settings.support() + settings.query()];
    function.fold("x").fillUniform(x, -settings.maximumInput(), settings.maximumInput());
    float[] y = values(function, x);
    Examples support = points(x, y, 0, settings.support());
    return origin.task(key, support, points(x, y, settings.support(), x.length));
  }

  private float[] values(Key function, float[] x) {
    double length =
        function.uniform(0, settings.minimumLengthscale(), settings.maximumLengthscale());
    double variance = function.uniform(1, settings.minimumVariance(), settings.maximumVariance());
    double[][] root = cholesky(correlations(x, length));
    double[] z = new double[x.length];
    Key normal = function.fold("y");
    Arrays.setAll(z, normal::normal);
    Key noise = function.fold("noise");
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += root[i][j] * z[j];
      }
      y[i] = (float) (Math.sqrt(variance) * sum + settings.noise() * noise.normal(i));
    }
    return y;
  }

  /** The lower triangle of the kernel's matrix with variance 1. */
  private static double[][] correlations(float[] x, double length) {
    double[][] matrix = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        double distance = ((double) x[i] - x[j]) / length;
        matrix[i][j] = StrictMath.exp(-.5 * distance * distance);
      }
      matrix[i][i] = 1 + RIDGE;
    }
    return matrix;
  }

  /** Replaces the matrix by the lower triangle {@code L} for which {@code L L'} is the matrix. */
  private static double[][] cholesky(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      double[] row = matrix[i];
      for (int j = 0; j <= i; j++) {
        double rest = row[j];
        for (int k = 0; k < j; k++) {
          rest -= row[k] * matrix[j][k];
        }
        row[j] = i == j ? Math.sqrt(rest) : rest / matrix[j][j];
      }
    }
    return matrix;
  }

  private static Examples points(float[] x, float[] y, int from, int to) {
    return Examples.of(
        HostTensor.of(Arrays.copyOfRange(x, from, to), to - from, 1),
        HostTensor.of(Arrays.copyOfRange(y, from, to), to - from, 1));
  }
}
