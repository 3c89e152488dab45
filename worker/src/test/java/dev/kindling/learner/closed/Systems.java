package dev.kindling.learner.closed;

import java.util.Arrays;

/** Linear algebra in doubles, by the book and apart from the program's own. */
final class Systems {
  private Systems() {}

  /** The solution of {@code matrix x = right} by Gaussian elimination with row exchanges. */
  static double[] solve(double[][] matrix, double... right) {
    int n = right.length;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOf(matrix[i], n + 1);
      rows[i][n] = right[i];
    }
    for (int column = 0; column < n; column++) {
      exchange(rows, column);
      for (int i = 0; i < n; i++) {
        double factor = i == column ? 0 : rows[i][column] / rows[column][column];
        for (int j = column; j <= n; j++) {
          rows[i][j] -= factor * rows[column][j];
        }
      }
    }
    double[] x = new double[n];
    Arrays.setAll(x, i -> rows[i][n] / rows[i][i]);
    return x;
  }

  private static void exchange(double[][] rows, int column) {
    int best = column;
    for (int i = column; i < rows.length; i++) {
      best = Math.abs(rows[i][column]) > Math.abs(rows[best][column]) ? i : best;
    }
    double[] saved = rows[column];
    rows[column] = rows[best];
    rows[best] = saved;
  }

  static double inner(double[] a, double... b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** {@code sum_i weights_i rows_i rows_i^T + lambda I}. */
  static double[][] penalisedProducts(double[][] rows, double[] weights, double lambda) {
    int width = rows[0].length;
    double[][] products = new double[width][width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        products[a][b] = a == b ? lambda : 0;
        for (int i = 0; i < rows.length; i++) {
          products[a][b] += weights[i] * rows[i][a] * rows[i][b];
        }
      }
    }
    return products;
  }

  /** {@code sum_i values_i rows_i}. */
  static double[] combination(double[][] rows, double... values) {
    double[] sum = new double[rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += values[i] * rows[i][j];
      }
    }
    return sum;
  }
}
