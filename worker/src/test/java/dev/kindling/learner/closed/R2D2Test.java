package dev.kindling.learner.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.learn.EpisodeNames;
import dev.kindling.task.Key;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class R2D2Test {
  private static final R2D2Settings SETTINGS = new R2D2Settings(0.7, 3);
  private static final Map<String, Double> BIAS = Map.of("head.bias", 0.25);

  /** Of each kind of target, with fewer examples than features and with more. */
  static List<TaskShape> shapes() {
    return List.of(
        new TaskShape(List.of(6), List.of(2), 4, 3),
        new TaskShape(List.of(2), List.of(2), 9, 3),
        new TaskShape(List.of(6), List.of(), 4, 3, 3),
        new TaskShape(List.of(2), List.of(), 9, 3, 3),
        new TaskShape(List.of(2), List.of(2), 9, 3, 1));
  }

  private static double[] predictions(SolvedTask task, R2D2Settings settings) {
    return task.learn(settings, 0, BIAS).get(EpisodeNames.PREDICTIONS);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aTaskIsLearnedByTheWeightedNormalEquations(TaskShape shape) {
    SolvedTask task = SolvedTask.random(shape, Key.of(3));
    double[][] rows = SolvedTask.withOnes(task.x());
    double[][] questions = SolvedTask.withOnes(task.q());
    double[] expected = new double[shape.query() * shape.outputs()];
    for (int output = 0; output < shape.outputs(); output++) {
      double[] weighed = task.output(output).clone();
      for (int i = 0; i < weighed.length; i++) {
        weighed[i] *= task.weights()[i];
      }
      double[][] products = Systems.penalisedProducts(rows, task.weights(), lambda());
      double[] w = Systems.solve(products, Systems.combination(rows, weighed));
      for (int i = 0; i < questions.length; i++) {
        double raw = Systems.inner(w, questions[i]);
        boolean numbers = shape.targetKind() == TargetKind.NUMBERS;
        expected[i * shape.outputs() + output] = numbers ? raw : 3 * raw + 0.25;
      }
    }
    assertThat(predictions(task, SETTINGS)).containsExactly(expected, within(1e-12));
  }

  /** Its logarithm is a float. */
  private static double lambda() {
    return Math.exp((float) Math.log(0.7));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void anExampleOfWeightTwoIsTwoExamples(TaskShape shape) {
    SolvedTask more = SolvedTask.random(shape.sized(shape.support() + 1, shape.query()), Key.of(4));
    int last = shape.support() - 1;
    more.x()[last + 1] = more.x()[last];
    more.y()[last + 1] = more.y()[last];
    double[] once = new double[shape.support() + 1];
    Arrays.fill(once, 1);
    double[] twice = Arrays.copyOf(once, shape.support());
    twice[last] = 2;
    var fewer =
        new SolvedTask(
            shape,
            Arrays.copyOf(more.x(), shape.support()),
            Arrays.copyOf(more.y(), shape.support()),
            twice,
            more.q());
    assertThat(predictions(fewer, SETTINGS))
        .containsExactly(predictions(more.weighted(once), SETTINGS), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void anExampleOfWeightZeroChangesNoBit(TaskShape shape) {
    SolvedTask task = SolvedTask.random(shape, Key.of(5));
    task.weights()[1] = 0;
    double[] expected = predictions(task, SETTINGS);
    Arrays.fill(task.x()[1], Double.POSITIVE_INFINITY);
    task.y()[1][0] = 1 - task.y()[1][0];
    assertThat(predictions(task, SETTINGS)).isEqualTo(expected);
    task.weights()[1] = 1;
    assertThat(predictions(task, SETTINGS)).isNotEqualTo(expected);
  }

  @Test
  void theLargerThePenaltyTheSmallerTheSolution() {
    SolvedTask task = SolvedTask.random(shapes().get(0), Key.of(6));
    double[] small = predictions(task, new R2D2Settings(1e6, 3));
    assertThat(Arrays.stream(small).map(Math::abs).max().orElseThrow()).isLessThan(1e-4);
    assertThat(predictions(task, SETTINGS)).isNotEqualTo(small);
  }

  @Test
  void numbersNeedNoScale() {
    assertThat(SolvedTask.programs(SETTINGS, shapes().get(0)).layout().size()).isEqualTo(1);
    assertThat(SolvedTask.programs(SETTINGS, shapes().get(2)).layout().size()).isEqualTo(3);
  }
}
