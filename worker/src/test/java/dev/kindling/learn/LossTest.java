package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.engine.ReferenceEngine;
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
    Batch batch = Batch.input(trace, "query", 1, shape.query(), shape.features(), shape.targets());
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
}
