package dev.kindling.engine;

import java.util.Arrays;

/**
 * Solves one system by Gaussian elimination. Without row exchanges all pivots are positive exactly
 * when the symmetric matrix is positive definite.
 */
final class Elimination {
  private final int n;
  private final int m;
  private final double[][] rows;

  private Elimination(int n, int m, double[][] rows) {
    this.n = n;
    this.m = m;
    this.rows = rows;
  }

  /** Writes the {@code n x m} solution that begins at {@code batch * n * m} of {@code result}. */
  static void solve(double[] matrix, double[] right, double[] result, int batch, int n) {
    int m = right.length / n / (matrix.length / n / n);
    double[][] rows = new double[n][n + m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double mirrored = matrix[(batch * n + j) * n + i];
        rows[i][j] = (matrix[(batch * n + i) * n + j] + mirrored) / 2;
      }
      System.arraycopy(right, (batch * n + i) * m, rows[i], n, m);
    }
    new Elimination(n, m, rows).solve();
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], n, result, (batch * n + i) * m, m);
    }
  }

  private void solve() {
    for (int pivot = 0; pivot < n; pivot++) {
      if (!(rows[pivot][pivot] > 0)) {
        fillWithNaN();
        return;
      }
      for (int i = pivot + 1; i < n; i++) {
        subtract(i, pivot, rows[i][pivot] / rows[pivot][pivot]);
      }
    }
    for (int pivot = n - 1; pivot >= 0; pivot--) {
      divide(pivot, rows[pivot][pivot]);
      for (int i = 0; i < pivot; i++) {
        subtract(i, pivot, rows[i][pivot]);
      }
    }
  }

  private void subtract(int from, int row, double factor) {
    for (int j = row; j < n + m; j++) {
      rows[from][j] -= factor * rows[row][j];
    }
  }

  private void divide(int row, double by) {
    for (int j = row; j < n + m; j++) {
      rows[row][j] /= by;
    }
  }

  private void fillWithNaN() {
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, Double.NaN));
  }
}
