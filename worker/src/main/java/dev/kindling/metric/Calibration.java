package dev.kindling.metric;

import dev.kindling.task.TargetKind;

/**
 * How sure a model is of its answers, against how often they are right: its answers in {@link
 * #BINS} bins of equal width by their confidence. Those of many tasks add up, since one task has
 * too few answers.
 *
 * <p>The expected calibration error (Guo et al. 2017) is {@code sum_b n_b / n |right_b / n_b -
 * confidence_b / n_b|}.
 */
public final class Calibration {
  public static final int BINS = 15;

  private final double[] counts;
  private final double[] confidences;
  private final double[] rights;

  private Calibration(double[] counts, double[] confidences, double[] rights) {
    this.counts = counts;
    this.confidences = confidences;
    this.rights = rights;
  }

  /** Of no answers. */
  public static Calibration none() {
    return new Calibration(new double[BINS], new double[BINS], new double[BINS]);
  }

  /** One that {@link #numbers} gave. */
  public static Calibration of(double[] numbers) {
    Calibration all = none();
    System.arraycopy(numbers, 0, all.counts, 0, BINS);
    System.arraycopy(numbers, BINS, all.confidences, 0, BINS);
    System.arraycopy(numbers, 2 * BINS, all.rights, 0, BINS);
    return all;
  }

  /** All that there is to it: counts, sums of confidences and of right answers, a bin each. */
  public double[] numbers() {
    double[] numbers = new double[3 * BINS];
    System.arraycopy(counts, 0, numbers, 0, BINS);
    System.arraycopy(confidences, 0, numbers, BINS, BINS);
    System.arraycopy(rights, 0, numbers, 2 * BINS, BINS);
    return numbers;
  }

  /** Counts the answers to one task in; targets that are numbers have no confidence. */
  public void add(Answers answers) {
    for (int example = 0; example < answers.examples(); example++) {
      double weight = answers.weights()[example];
      if (answers.kind() == TargetKind.CLASSES) {
        boolean right = answers.chosen(example) == answers.targets()[example];
        add(answers.probability(example, answers.chosen(example)), right, weight);
      } else if (answers.kind() == TargetKind.BINARY) {
        for (int output = 0; output < answers.outputs(); output++) {
          double sure = 1 / (1 + StrictMath.exp(-Math.abs(answers.score(example, output))));
          add(sure, answers.isRight(example, output), weight);
        }
      }
    }
  }

  public void add(Calibration other) {
    for (int bin = 0; bin < BINS; bin++) {
      counts[bin] += other.counts[bin];
      confidences[bin] += other.confidences[bin];
      rights[bin] += other.rights[bin];
    }
  }

  private void add(double confidence, boolean right, double weight) {
    int bin = Math.min(BINS - 1, (int) (confidence * BINS));
    counts[bin] += weight;
    confidences[bin] += weight * confidence;
    rights[bin] += right ? weight : 0;
  }

  /** The expected calibration error, or NaN of no answers. */
  public double error() {
    double all = 0;
    double apart = 0;
    for (int bin = 0; bin < BINS; bin++) {
      all += counts[bin];
      apart += Math.abs(rights[bin] - confidences[bin]);
    }
    return apart / all;
  }
}
