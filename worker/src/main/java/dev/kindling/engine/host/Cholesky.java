package dev.kindling.engine.host;

import dev.kindling.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Solves small symmetric positive-definite systems, task by task, in double precision: {@code S = L
 * L^T}, then {@code L Y = B} and {@code L^T X = Y}.
 */
public final class Cholesky implements Runnable {
  private final int n;
  private final int m;
  private final int tasks;
  private final FloatBuffer matrices;
  private final FloatBuffer right;
  private final FloatBuffer result;
  private final double[] factor;
  private final double[] x;

  public Cholesky(Shape shape, FloatBuffer matrices, FloatBuffer right, FloatBuffer result) {
    this.tasks = shape.dimension(0);
    this.n = shape.dimension(1);
    this.m = shape.dimension(2);
    this.matrices = matrices;
    this.right = right;
    this.result = result;
    this.factor = new double[n * n];
    this.x = new double[n * m];
  }

  @Override
  public void run() {
    for (int task = 0; task < tasks; task++) {
      read(task);
      if (factorise()) {
        forward();
        backward();
      } else {
        Arrays.fill(x, Double.NaN);
      }
      for (int i = 0; i < x.length; i++) {
        result.put(task * x.length + i, (float) x[i]);
      }
    }
  }

  private void read(int task) {
    int start = task * n * n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double below = matrices.get(start + i * n + j);
        double above = matrices.get(start + j * n + i);
        factor[i * n + j] = (below + above) / 2;
      }
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = right.get(task * x.length + i);
    }
  }

  /** Row by row, in place; false if the matrix is not positive definite. */
  private boolean factorise() {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        factor[i * n + j] = (factor[i * n + j] - inner(i, j)) / factor[j * n + j];
      }
      double square = factor[i * n + i] - inner(i, i);
      if (!(square > 0)) {
        return false;
      }
      factor[i * n + i] = Math.sqrt(square);
    }
    return true;
  }

  /** The product of the first {@code j} elements of rows i and j. */
  private double inner(int i, int j) {
    double sum = 0;
    for (int k = 0; k < j; k++) {
      sum += factor[i * n + k] * factor[j * n + k];
    }
    return sum;
  }

  private void forward() {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        subtract(i, k, factor[i * n + k]);
      }
      divide(i, factor[i * n + i]);
    }
  }

  private void backward() {
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(i, k, factor[k * n + i]);
      }
      divide(i, factor[i * n + i]);
    }
  }

  private void subtract(int row, int other, double weight) {
    for (int j = 0; j < m; j++) {
      x[row * m + j] -= weight * x[other * m + j];
    }
  }

  private void divide(int row, double by) {
    for (int j = 0; j < m; j++) {
      x[row * m + j] /= by;
    }
  }
}
