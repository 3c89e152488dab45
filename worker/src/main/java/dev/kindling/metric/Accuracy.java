package dev.kindling.metric;

import dev.kindling.task.TargetKind;

/**
 * The weighted share of the examples, and of the numbers of a target, that are answered right.
 *
 * <p>For classes the answer is the one with the highest score, the first of equals. For yes or no,
 * it is yes where the score is above 0.
 */
final class Accuracy implements Metric {

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public double of(Answers answers) {
    double right = 0;
    double all = 0;
    for (int example = 0; example < answers.examples(); example++) {
      double weight = answers.weights()[example];
      right += weight * share(answers, example);
      all += weight;
    }
    return right / all;
  }

  private static double share(Answers answers, int example) {
    if (answers.kind() == TargetKind.CLASSES) {
      return answers.chosen(example) == answers.targets()[example] ? 1 : 0;
    }
    int right = 0;
    for (int output = 0; output < answers.outputs(); output++) {
      right += answers.isRight(example, output) ? 1 : 0;
    }
    return right / (double) answers.outputs();
  }
}
