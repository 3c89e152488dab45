package dev.kindling.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final double EXACT = 1e-12;

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
    return floats;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Answers classes(int of, double[] scores, double[] targets, double... weights) {
    return new Answers(TargetKind.CLASSES, of, floats(scores), floats(targets), floats(weights));
  }

  private static Answers yesOrNo(double[] scores, double[] targets, double... weights) {
    int outputs = scores.length / weights.length;
    return new Answers(
        TargetKind.BINARY, outputs, floats(scores), floats(targets), floats(weights));
  }

  private static double accuracy(Answers answers) {
    return new Accuracy().of(answers);
  }

  @Test
  void theHighestScoreIsTheAnswer() {
    double[] scores = {-3, -1, -2, 5, 6, 7, 1, 0, 0};
    assertThat(accuracy(classes(3, scores, new double[] {1, 2, 0}, 1, 1, 1))).isEqualTo(1);
    assertThat(accuracy(classes(3, scores, new double[] {1, 0, 0}, 1, 1, 1)))
        .isCloseTo(2 / 3.0, within(EXACT));
    assertThat(accuracy(classes(3, scores, new double[] {0, 1, 2}, 1, 1, 1))).isZero();
  }

  @Test
  void theFirstOfEqualScoresIsTheAnswer() {
    double[] ties = {4, 4, 4, 1, 4, 4};
    assertThat(accuracy(classes(3, ties, new double[] {0, 1}, 1, 1))).isEqualTo(1);
    assertThat(accuracy(classes(3, ties, new double[] {2, 1}, 1, 1))).isEqualTo(.5);
  }

  @Test
  void examplesCountByTheirWeight() {
    double[] scores = {1, 0, 0, 1, 0, 0};
    assertThat(accuracy(classes(3, scores, new double[] {0, 1}, 3, 1))).isEqualTo(.75);
    assertThat(accuracy(classes(3, scores, new double[] {0, 1}, 1, 0))).isEqualTo(1);
  }

  @Test
  void whetherSomethingIsSoIsAskedOfEachNumber() {
    double[] scores = {.1, -.1, 5, 0};
    assertThat(accuracy(yesOrNo(scores, new double[] {1, 0, 1, 0}, 1, 1))).isEqualTo(1);
    assertThat(accuracy(yesOrNo(scores, new double[] {1, 0, 1, 1}, 1, 3))).isEqualTo(.625);
  }

  /** Padded places come after the task's own examples and are not looked at. */
  @Test
  void scoresOfPaddingAreNotLookedAt() {
    double[] scores = {1, 0, 9, 9};
    assertThat(accuracy(classes(2, scores, new double[] {0}, 1))).isEqualTo(1);
  }

  /** By counting pairs: (.9 .8), (.9 .1), (.4 .1) are in order, (.4 .8) is not. */
  @Test
  void theAreaUnderTheCurveCountsPairs() {
    var metric = new AreaUnderCurve();
    double[] so = {1, 0, 1, 0};
    assertThat(metric.of(yesOrNo(new double[] {.9, .8, .4, .1}, so, ones(4)))).isEqualTo(.75);
    assertThat(metric.of(yesOrNo(new double[] {1, 1, 1, 1}, so, ones(4)))).isEqualTo(.5);
    assertThat(metric.of(yesOrNo(new double[] {4, 1, 3, 2}, so, ones(4)))).isEqualTo(1);
    assertThat(metric.of(yesOrNo(new double[] {4, 3}, new double[] {1, 1}, ones(2)))).isNaN();
  }

  @Test
  void recallIsTheShareOfRelevantItemsAmongTheFirst() {
    double[] scores = {5, 4, 3, 2, 1};
    double[] so = {0, 1, 1, 0, 1};
    assertThat(new Recall(3).of(yesOrNo(scores, so, ones(5)))).isCloseTo(2 / 3.0, within(EXACT));
    assertThat(new Recall(5).of(yesOrNo(scores, so, ones(5)))).isEqualTo(1);
    assertThat(new Recall(3).of(yesOrNo(scores, new double[5], ones(5)))).isNaN();
  }

  @Test
  void whoCannotTellItemsApartRanksThemWorst() {
    double[] so = {1, 0, 0};
    assertThat(new Recall(2).of(yesOrNo(new double[3], so, ones(3)))).isZero();
  }

  /** Gains 3, 0, 2 in this order: 3 + 2/2 = 4 of at best 3 + 2/log2(3). */
  @Test
  void discountedGainAgreesWithTheFormulaByHand() {
    var answers =
        new Answers(TargetKind.NUMBERS, 1, floats(9, 8, 7), floats(3, 0, 2), floats(1, 1, 1));
    double best = 3 + 2 / (Math.log(3) / Math.log(2));
    assertThat(new DiscountedGain(10).of(answers)).isCloseTo(4 / best, within(EXACT));
    assertThat(new DiscountedGain(1).of(answers)).isEqualTo(1);
  }

  @Test
  void calibrationIsHowFarConfidenceIsFromTruth() {
    double sure = Math.log(.9 / .1);
    Calibration calibration = Calibration.none();
    calibration.add(yesOrNo(new double[] {sure, sure}, new double[] {1, 0}, 1, 1));
    assertThat(calibration.error()).isCloseTo(.4, within(1e-7));

    Calibration half = Calibration.none();
    half.add(classes(2, new double[] {1, 1, 1, 1}, new double[] {0, 1}, 1, 1));
    assertThat(half.error()).isCloseTo(0, within(1e-7));
    half.add(Calibration.of(calibration.numbers()));
    assertThat(half.error()).isCloseTo(.2, within(1e-7));
    assertThat(Calibration.none().error()).isNaN();
  }

  @Test
  void everyKindOfTargetHasItsMetrics() {
    assertThat(names(new TaskShape(List.of(1), List.of(1), 1, 1))).isEmpty();
    assertThat(names(new TaskShape(List.of(1), List.of(), 1, 1, 5))).containsExactly("accuracy");
    assertThat(names(new TaskShape(List.of(1), List.of(), 1, 1, 1)))
        .containsExactly("accuracy", "auc", "recall@10", "ndcg@10");
    TaskShape items = new TaskShape(List.of(1), List.of(1), 1, 1);
    assertThat(names(items.withColumns(List.of(FeatureColumn.ofCodes("item", 9)))))
        .containsExactly("ndcg@10");
  }

  private static List<String> names(TaskShape shape) {
    return Metrics.of(shape).stream().map(Metric::name).toList();
  }
}
