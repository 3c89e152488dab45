package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int TASKS = 3;
  private static final int EXAMPLES = 6;

  /** Example i of a task has the features 10 i and 10 i + 1, and the target i. */
  private static Map<String, double[]> drawn(String purpose, int count, double... weights) {
    var shape = new TaskShape(List.of(2), List.of(1), EXAMPLES, 1);
    var trace = new Trace();
    Batch batch = Batch.input(trace, "support", TASKS, EXAMPLES, shape, Sizes.VARYING);
    Batch some = batch.draw(trace.input("keys", Shape.of(TASKS, Key.FLOATS)), purpose, count);
    trace.output("features", some.features());
    trace.output("targets", some.targets());
    trace.output("weights", some.weights());
    return ReferenceEngine.evaluate(
        trace.program(),
        Map.of(
            "keys", keys(),
            "support/features", numbers(2, i -> i / 2 * 10 + i % 2),
            "support/targets", numbers(1, i -> i),
            "support/weights", repeated(weights)));
  }

  private interface Rule {
    double at(int place);
  }

  private static double[] numbers(int each, Rule rule) {
    double[] one = new double[EXAMPLES * each];
    Arrays.setAll(one, rule::at);
    return repeated(one);
  }

  private static double[] repeated(double... one) {
    double[] all = new double[TASKS * one.length];
    Arrays.setAll(all, i -> one[i % one.length]);
    return all;
  }

  private static double[] keys() {
    double[] keys = new double[TASKS * Key.FLOATS];
    for (int task = 0; task < TASKS; task++) {
      float[] key = Key.of(3).fold(task).floats();
      for (int i = 0; i < Key.FLOATS; i++) {
        keys[task * Key.FLOATS + i] = key[i];
      }
    }
    return keys;
  }

  @Test
  void anExampleIsDrawnWithItsTargetAndNeverTwice() {
    var drawn = drawn("step", 4, 1, 2, 3, 4, 5, 6);
    double[] targets = drawn.get("targets");
    assertThat(targets).hasSize(TASKS * 4);
    for (int task = 0; task < TASKS; task++) {
      double[] own = Arrays.copyOfRange(targets, task * 4, task * 4 + 4);
      assertThat(DoubleStream.of(own).distinct().count()).isEqualTo(4);
    }
    for (int i = 0; i < targets.length; i++) {
      assertThat(drawn.get("features")[2 * i]).isEqualTo(10 * targets[i]);
      assertThat(drawn.get("features")[2 * i + 1]).isEqualTo(10 * targets[i] + 1);
      assertThat(drawn.get("weights")[i]).isEqualTo(1 + targets[i]);
    }
  }

  @Test
  void tasksAndPurposesDrawOthers() {
    double[] one = drawn("step", 4, 1, 1, 1, 1, 1, 1).get("targets");
    double[] other = drawn("next", 4, 1, 1, 1, 1, 1, 1).get("targets");
    assertThat(one).isNotEqualTo(other);
    assertThat(Arrays.copyOfRange(one, 0, 4)).isNotEqualTo(Arrays.copyOfRange(one, 4, 8));
  }

  /** Those are drawn that would be if the task ended there. */
  @Test
  void whatFillsATaskUpComesLast() {
    double[] full = drawn("step", 6, 1, 1, 1, 1, 1, 1).get("targets");
    var filled = drawn("step", 4, 1, 1, 1, 0, 0, 0);
    for (int task = 0; task < TASKS; task++) {
      double[] own = Arrays.copyOfRange(filled.get("targets"), task * 4, task * 4 + 4);
      double[] before = Arrays.copyOfRange(full, task * 6, task * 6 + 6);
      assertThat(Arrays.copyOf(own, 3))
          .containsExactly(DoubleStream.of(before).filter(target -> target < 3).toArray());
      double[] weights = Arrays.copyOfRange(filled.get("weights"), task * 4, task * 4 + 4);
      assertThat(weights).containsExactly(1, 1, 1, 0);
    }
  }

  @Test
  void moreThanThereAreAreAll() {
    double[] targets = drawn("step", 100, 1, 1, 1, 1, 1, 1).get("targets");
    assertThat(targets).hasSize(TASKS * EXAMPLES);
    assertThat(Arrays.copyOf(targets, EXAMPLES)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }
}
