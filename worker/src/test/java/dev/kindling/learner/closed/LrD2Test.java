package dev.kindling.learner.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LrD2Test {
  private static final LrD2Settings SETTINGS = new LrD2Settings(5, 0.7, 3);
  private static final double LAMBDA = Math.exp((float) Math.log(0.7));

  /** Classes, and yes or no, with fewer examples than features and with more. */
  private static SolvedTask task(int classes, int width) {
    List<Integer> targets = classes == 1 ? List.of(2) : List.of();
    return SolvedTask.random(new TaskShape(List.of(width), targets, 6, 3, classes), Key.of(width));
  }

  /** The weights of one output, from {@code [width, outputs]}. */
  private static double[] weight(SolvedTask task, int steps, int output) {
    double[] all = task.learn(SETTINGS, steps, Map.of()).get("adapted/head.weight");
    int outputs = task.shape().outputs();
    double[] own = new double[all.length / outputs];
    Arrays.setAll(own, i -> all[i * outputs + output]);
    return own;
  }

  /** {@code sum_i w_i (y_i - p_i) x_i - lambda w}: minus the gradient of the penalised loss. */
  private static double[] descent(SolvedTask task, double[] targets, double... w) {
    double[][] rows = SolvedTask.withOnes(task.x());
    double[] residuals = new double[rows.length];
    Arrays.setAll(residuals, i -> task.weights()[i] * (targets[i] - probability(rows[i], w)));
    double[] sum = Systems.combination(rows, residuals);
    Arrays.setAll(sum, i -> sum[i] - LAMBDA * w[i]);
    return sum;
  }

  private static double probability(double[] row, double... w) {
    return 1 / (1 + Math.exp(-Systems.inner(row, w)));
  }

  /** {@code w - H^-1 gradient}. */
  private static double[] newton(SolvedTask task, double[] targets, double... w) {
    double[][] rows = SolvedTask.withOnes(task.x());
    double[] curvatures = new double[rows.length];
    Arrays.setAll(
        curvatures,
        i -> {
          double p = probability(rows[i], w);
          return task.weights()[i] * p * (1 - p);
        });
    double[][] hessian = Systems.penalisedProducts(rows, curvatures, LAMBDA);
    double[] step = Systems.solve(hessian, descent(task, targets, w));
    Arrays.setAll(step, i -> w[i] + step[i]);
    return step;
  }

  @ParameterizedTest
  @CsvSource({"3,8", "3,2", "2,8", "1,8", "1,2"})
  void eachStepIsOneOfNewtonsMethod(int classes, int width) {
    SolvedTask task = task(classes, width);
    for (int output = 0; output < task.shape().outputs(); output++) {
      double[] w = new double[width + 1];
      for (int step = 1; step <= 4; step++) {
        w = newton(task, task.output(output), w);
        assertThat(weight(task, step, output)).containsExactly(w, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3,8", "3,2", "1,8"})
  void inTheEndTheGradientOfThePenalisedLossIsZero(int classes, int width) {
    SolvedTask task = task(classes, width);
    for (int output = 0; output < task.shape().outputs(); output++) {
      double[] end = descent(task, task.output(output), weight(task, 10, output));
      assertThat(end).containsExactly(new double[width + 1], within(1e-10));
      double[] early = descent(task, task.output(output), weight(task, 1, output));
      assertThat(Math.sqrt(Systems.inner(early, early))).isGreaterThan(1e-4);
    }
  }

  @Test
  void beforeTheFirstStepAllScoresAreTheBias() {
    double[] scores = task(3, 8).learn(SETTINGS, 0, Map.of("head.bias", 0.5)).get("predictions");
    assertThat(scores).containsOnly(0.5);
  }

  @Test
  void scoresAreScaledAndShifted() {
    SolvedTask task = task(3, 8);
    double[] scores = task.learn(SETTINGS, 2, Map.of("head.bias", 0.5)).get("predictions");
    double raw = Systems.inner(SolvedTask.withOnes(task.q())[1], weight(task, 2, 2));
    assertThat(scores[5]).isCloseTo(3 * raw + 0.5, within(1e-12));
  }

  @Test
  void anExampleOfWeightZeroChangesNoBit() {
    SolvedTask task = task(3, 8);
    task.weights()[1] = 0;
    double[] expected = weight(task, 3, 1);
    Arrays.fill(task.x()[1], Double.POSITIVE_INFINITY);
    task.y()[1][0] = 2 - task.y()[1][0];
    assertThat(weight(task, 3, 1)).isEqualTo(expected);
  }

  /** Far apart and almost without a penalty, where p is 0 or 1 to the last bit. */
  @Test
  void examplesFarApartLeaveTheStepsFinite() {
    SolvedTask task = task(2, 8);
    for (double[] row : task.x()) {
      Arrays.setAll(row, i -> 100 * row[i]);
    }
    double[] scores = task.learn(SETTINGS, 10, Map.of("head.log-lambda", -10.0)).get("predictions");
    assertThat(Arrays.stream(scores).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void numbersAreRefused() {
    var shape = new TaskShape(List.of(2), List.of(1), 4, 4);
    assertThatThrownBy(() -> SolvedTask.programs(SETTINGS, shape))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "learner lr-d2 learns tasks whose targets are classes, or yes and no, but the targets"
                + " of these are numbers; choose learner r2-d2 or tasks of classes");
  }

  @Test
  void elevenStepsAreRefused() {
    assertThatThrownBy(() -> new LrD2Settings(11, 1, 1))
        .hasMessage("steps must be between 1 and 10 but is 11");
  }
}
