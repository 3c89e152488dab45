package dev.kindling.learner.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dual's solution, by the conditions of Karush, Kuhn and Tucker. */
class CrammerSingerTest {
  private static final double SLACK = 0.3;

  private static SolvedTask task(int classes, double spread, int seed) {
    var shape = new TaskShape(List.of(4), List.of(), 2 * classes + 1, 1, classes);
    SolvedTask task = SolvedTask.random(shape, Key.of(seed));
    for (double[] row : task.x()) {
      Arrays.setAll(row, i -> spread * row[i]);
    }
    return task;
  }

  private static double[][] solve(SolvedTask task, int iterations) {
    int n = task.x().length;
    int classes = task.shape().classes();
    var trace = new Trace();
    trace.output(
        "dual",
        CrammerSinger.solve(
            trace.input("rows", Shape.of(1, n, 4)),
            trace.input("targets", Shape.of(1, n, classes)),
            trace.input("weights", Shape.of(1, n)),
            SLACK,
            iterations));
    double[] dual =
        ReferenceEngine.evaluate(
                trace.program(),
                Map.of(
                    "rows", flat(task.x()),
                    "targets", flat(task.outputs()),
                    "weights", task.weights()))
            .get("dual");
    double[][] rows = new double[n][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(dual, i * classes, (i + 1) * classes));
    return rows;
  }

  private static double[] flat(double[]... rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** {@code (X X^T + I) a - y}, the gradient of the dual by a. */
  private static double[][] gradient(SolvedTask task, double[]... dual) {
    int n = dual.length;
    double[][] gradient = new double[n][dual[0].length];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < dual[0].length; c++) {
        gradient[i][c] = dual[i][c] - task.outputs()[i][c];
        for (int j = 0; j < n; j++) {
          gradient[i][c] += Systems.inner(task.x()[i], task.x()[j]) * dual[j][c];
        }
      }
    }
    return gradient;
  }

  /**
   * How far the dual at a is above its minimum at most: {@code sum (max_c g_ic - g_ic) room_ic}.
   */
  private static double gap(SolvedTask task, double[]... dual) {
    double[][] gradient = gradient(task, dual);
    double gap = 0;
    for (int i = 0; i < dual.length; i++) {
      double most = Arrays.stream(gradient[i]).max().orElseThrow();
      for (int c = 0; c < dual[i].length; c++) {
        double bound = SLACK * task.weights()[i] * task.outputs()[i][c];
        assertThat(dual[i][c]).isLessThanOrEqualTo(bound);
        gap += (most - gradient[i][c]) * (bound - dual[i][c]);
      }
    }
    return gap;
  }

  @ParameterizedTest
  @CsvSource({"2,1", "3,0.1", "3,1", "3,10", "5,1", "5,30", "20,3", "20,10"})
  void theDualHasReachedItsMinimum(int classes, double spread) {
    for (int seed = 0; seed < 3; seed++) {
      SolvedTask task = task(classes, spread, seed);
      double[][] dual = solve(task, 15);
      double products = 1e-6 * SLACK * dual.length * classes;
      assertThat(gap(task, dual)).as("seed %s", seed).isBetween(0.0, 1.01 * products);
      for (double[] row : dual) {
        assertThat(Arrays.stream(row).sum()).isCloseTo(0, within(1e-12));
      }
      assertThat(gap(task, solve(task, 2))).as("early").isGreaterThan(10 * products);
    }
  }

  @Test
  void examplesOfWeightZeroHaveNoPart() {
    SolvedTask task = task(3, 1, 7);
    task.weights()[1] = 0;
    Arrays.fill(task.x()[1], 0);
    double[][] dual = solve(task, 15);
    assertThat(dual[1]).containsOnly(0);
    task.y()[1][0] = 2 - task.y()[1][0];
    assertThat(solve(task, 15)).isDeepEqualTo(dual);
  }
}
