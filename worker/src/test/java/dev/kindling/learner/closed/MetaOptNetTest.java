package dev.kindling.learner.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.fault.Fault;
import dev.kindling.learner.closed.MetaOptNetSettings.Machine;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetaOptNetTest {
  private static final TaskShape SHAPE = new TaskShape(List.of(6), List.of(), 6, 3, 3);

  private static MetaOptNetSettings settings(Machine head) {
    return new MetaOptNetSettings(head, 0.7, 0.3, 15, 2);
  }

  private static double[] scores(SolvedTask task, Machine head) {
    return task.learn(settings(head), 0, Map.of()).get("predictions");
  }

  @Test
  void ridgeIsSolvedWithoutAColumnOfOnes() {
    SolvedTask task = SolvedTask.random(SHAPE, Key.of(1));
    double[][] products = Systems.penalisedProducts(task.x(), task.weights(), 0.7);
    double[] expected = new double[9];
    for (int output = 0; output < 3; output++) {
      double[] weighed = task.output(output).clone();
      for (int i = 0; i < weighed.length; i++) {
        weighed[i] *= task.weights()[i];
      }
      double[] w = Systems.solve(products, Systems.combination(task.x(), weighed));
      for (int i = 0; i < 3; i++) {
        expected[3 * i + output] = 2 * Systems.inner(w, task.q()[i]);
      }
    }
    assertThat(scores(task, Machine.RIDGE)).containsExactly(expected, within(1e-12));
  }

  /** Two examples at +x and -x, within their bounds: a = (u, -u; -u, u), u = 1 / (2 x^2 + 1). */
  @Test
  void aMachineOfTwoExamplesAgreesWithTheFormulaByHand() {
    var shape = new TaskShape(List.of(1), List.of(), 2, 1, 2);
    double x = 1.5;
    var task =
        new SolvedTask(
            shape,
            new double[][] {{x}, {-x}},
            new double[][] {{0}, {1}},
            new double[] {1, 1},
            new double[][] {{1}});
    double u = 0.5 / (x * x + x * x + 1);
    double w = 2 * x * u;
    double[] scores = scores(task, Machine.SVM);
    assertThat(scores[0]).isCloseTo(2 * w, within(1e-4));
    assertThat(scores[1]).isCloseTo(-2 * w, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void anExampleOfWeightZeroChangesNoBit(Machine head) {
    SolvedTask task = SolvedTask.random(SHAPE, Key.of(5));
    task.weights()[1] = 0;
    double[] expected = scores(task, head);
    Arrays.fill(task.x()[1], Double.POSITIVE_INFINITY);
    task.y()[1][0] = 2 - task.y()[1][0];
    assertThat(scores(task, head)).isEqualTo(expected);
    task.weights()[1] = 1;
    assertThat(scores(task, head)).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,numbers", "1,yes and no"})
  void targetsOtherThanClassesAreRefused(int classes, String seen) {
    var shape = new TaskShape(List.of(2), List.of(1), 4, 4, classes);
    assertThatThrownBy(() -> SolvedTask.programs(settings(Machine.SVM), shape))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "learner meta-opt-net learns tasks whose targets are classes but those of these are "
                + seen
                + "; choose learner r2-d2 or tasks of classes");
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> new MetaOptNetSettings(Machine.SVM, 1, 1, 101, 1))
        .hasMessage("iterations must be between 1 and 100 but is 101");
    assertThatThrownBy(() -> new MetaOptNetSettings(Machine.SVM, 1, 0, 15, 1))
        .hasMessage("slack must be above 0 but is 0");
  }
}
