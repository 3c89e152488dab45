package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.differentiate.Gradient;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTest {
  private static double[] losses(
      TaskShape shape, double[] predictions, double[] targets, double... weights) {
    var trace = new Trace();
    int outputs = predictions.length / shape.query();
    Symbol guess = trace.input("guess", Shape.of(1, shape.query(), outputs));
    Batch batch = Batch.input(trace, "query", 1, shape.query(), shape, Sizes.FIXED);
    trace.output("loss", Loss.of(shape).perTask(guess, batch));
    return ReferenceEngine.evaluate(
            trace.program(),
            Map.of(
                "guess", predictions,
                "query/features", new double[shape.query()],
                "query/targets", targets,
                "query/weights", weights))
        .get("loss");
  }

  @Test
  void squaredErrorsAreMeansOverTargetsAndWeightedExamples() {
    var shape = new TaskShape(List.of(), List.of(2), 1, 2);
    assertThat(losses(shape, new double[] {1, 2, 3, 4}, new double[] {0, 0, 3, 2}, 1, 1))
        .containsExactly((1 + 4 + 0 + 4) / 4.0);
    assertThat(losses(shape, new double[] {1, 2, 3, 4}, new double[] {0, 0, 3, 2}, 3, 1))
        .containsExactly((3 * 2.5 + 2) / 4);
  }

  @Test
  void crossEntropyIsMinusTheLogOfTheClassesShare() {
    var shape = new TaskShape(List.of(), List.of(), 1, 2, 3);
    double[] scores = {0, Math.log(2), 0, 5, 5, 5};
    assertThat(losses(shape, scores, new double[] {1, 0}, 1, 1)[0])
        .isCloseTo((Math.log(2) + Math.log(3)) / 2, within(1e-12));
    assertThat(losses(shape, scores, new double[] {1, 0}, 1, 0)[0])
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void crossEntropyOfHugeScoresIsFinite() {
    var shape = new TaskShape(List.of(), List.of(), 1, 1, 2);
    assertThat(losses(shape, new double[] {5000, -5000}, new double[] {1}, 1)[0]).isEqualTo(10000);
  }

  @Test
  void aTargetOfOneNumberMayNameAClassToo() {
    var shape = new TaskShape(List.of(), List.of(1), 1, 1, 2);
    assertThat(losses(shape, new double[] {0, 0}, new double[] {1}, 1)[0])
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void binaryCrossEntropyIsMinusTheLogOfTheSigmoid() {
    var shape = new TaskShape(List.of(), List.of(2), 1, 2, 1);
    double[] scores = {Math.log(3), 0, -Math.log(3), 7};
    double[] targets = {1, 0, 1, 1};
    double first = (Math.log(4.0 / 3) + Math.log(2)) / 2;
    double second = (Math.log(4) + Math.log1p(Math.exp(-7))) / 2;
    assertThat(losses(shape, scores, targets, 1, 3)[0])
        .isCloseTo((first + 3 * second) / 4, within(1e-12));
    assertThat(losses(shape, scores, targets, 1, 0)[0]).isCloseTo(first, within(1e-12));
    assertThat(losses(shape, new double[] {5000, -5000, 1, 1}, new double[] {0, 0, 0, 0}, 1, 0)[0])
        .isEqualTo(2500);
  }

  /** At a score of 0 as well, where max(s, 0) and |s| have a kink. */
  @Test
  void theDerivativeOfBinaryCrossEntropyIsTheSigmoidLessTheTarget() {
    var trace = new Trace();
    Symbol scores = trace.input("scores", Shape.of(1, 3, 1));
    Batch batch =
        Batch.input(
            trace, "query", 1, 3, new TaskShape(List.of(), List.of(), 1, 3, 3), Sizes.FIXED);
    Symbol loss = BinaryCrossEntropy.perTask(scores, batch).sumAll();
    trace.output("gradient", Gradient.of(loss, List.of(scores)).get(0));
    var at =
        Map.of(
            "scores", new double[] {0, Math.log(3), -Math.log(3)},
            "query/features", new double[3],
            "query/targets", new double[] {1, 1, 0},
            "query/weights", new double[] {3, 3, 3});
    assertThat(ReferenceEngine.evaluate(trace.program(), at).get("gradient"))
        .containsExactly(new double[] {-0.5 / 3, -0.25 / 3, 0.25 / 3}, within(1e-12));
  }
}
