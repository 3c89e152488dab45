package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static double[] shares(
      TaskShape shape, double[] scores, double[] targets, double... weights) {
    var trace = new Trace();
    int examples = shape.query();
    int tasks = weights.length / examples;
    int outputs = scores.length / weights.length;
    Symbol guess = trace.input("guess", Shape.of(tasks, examples, outputs));
    Batch batch = Batch.input(trace, "query", tasks, examples, shape, Sizes.FIXED);
    trace.output("share", Accuracy.of(shape).orElseThrow().perTask(guess, batch));
    return ReferenceEngine.evaluate(
            trace.program(),
            Map.of(
                "guess", scores,
                "query/features", new double[weights.length],
                "query/targets", targets,
                "query/weights", weights))
        .get("share");
  }

  private static TaskShape classes(int query) {
    return new TaskShape(List.of(), List.of(), 1, query, 3);
  }

  @Test
  void theHighestScoreIsTheAnswer() {
    double[] scores = {-3, -1, -2, 5, 6, 7, 1, 0, 0};
    assertThat(shares(classes(3), scores, new double[] {1, 2, 0}, 1, 1, 1)).containsExactly(1);
    assertThat(shares(classes(3), scores, new double[] {1, 0, 0}, 1, 1, 1))
        .containsExactly(new double[] {2 / 3.0}, within(1e-15));
    assertThat(shares(classes(3), scores, new double[] {0, 1, 2}, 1, 1, 1)).containsExactly(0);
  }

  @Test
  void ofScoresAsHighTheFirstIsTheAnswer() {
    double[] ties = {4, 4, 4, 1, 4, 4};
    assertThat(shares(classes(2), ties, new double[] {0, 1}, 1, 1)).containsExactly(1);
    assertThat(shares(classes(2), ties, new double[] {1, 2}, 1, 1)).containsExactly(0);
    assertThat(shares(classes(2), ties, new double[] {2, 1}, 1, 1)).containsExactly(.5);
  }

  @Test
  void eachTaskHasItsOwnShareAndExamplesTheirWeight() {
    double[] scores = {1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0};
    assertThat(shares(classes(2), scores, new double[] {0, 1, 1, 0}, 3, 1, 1, 0))
        .containsExactly(.75, 1);
  }

  @Test
  void whetherSomethingIsSoIsAskedOfEachNumber() {
    var shape = new TaskShape(List.of(), List.of(2), 1, 2, 1);
    double[] scores = {.1, -.1, 5, 0};
    assertThat(shares(shape, scores, new double[] {1, 0, 1, 0}, 1, 1)).containsExactly(1);
    assertThat(shares(shape, scores, new double[] {1, 0, 1, 1}, 1, 3)).containsExactly(.625);
    assertThat(shares(shape, scores, new double[] {0, 1, 1, 0}, 1, 0)).containsExactly(0);
  }

  @Test
  void numbersAreNeitherRightNorWrong() {
    assertThat(Accuracy.of(new TaskShape(List.of(1), List.of(1), 1, 1))).isEmpty();
  }

  /** Every model, padded or not, says after each step what share it has right. */
  @Test
  void evaluationsGiveAShareAfterEachStep() {
    for (Episodes episodes : Episodes.all()) {
      for (Sizes sizes : Sizes.values()) {
        var program = episodes.learner(sizes, episodes.shape()).evaluation(Episodes.TASKS, 2);
        boolean known = Accuracy.of(episodes.shape()).isPresent();
        for (int step = 0; step <= 2; step++) {
          assertThat(program.outputs().containsKey(EpisodeNames.accuracy(step))).isEqualTo(known);
        }
        assertThat(program.outputs()).doesNotContainKey(EpisodeNames.accuracy(3));
      }
    }
  }
}
