package dev.kindling.metric;

/**
 * The area under the curve of true against false positives: the share of pairs of an example that
 * is so and one that is not in which the first has the higher score; equal scores count half.
 * Outputs are taken together, and examples by their weights.
 */
final class AreaUnderCurve implements Metric {

  @Override
  public String name() {
    return "auc";
  }

  @Override
  public double of(Answers answers) {
    double ahead = 0;
    double pairs = 0;
    int numbers = answers.examples() * answers.outputs();
    for (int yes = 0; yes < numbers; yes++) {
      for (int no = 0; no < numbers && isSo(answers, yes); no++) {
        if (!isSo(answers, no)) {
          double weight = weight(answers, yes) * weight(answers, no);
          ahead += weight * compared(answers.scores()[yes], answers.scores()[no]);
          pairs += weight;
        }
      }
    }
    return pairs == 0 ? Double.NaN : ahead / pairs;
  }

  private static boolean isSo(Answers answers, int number) {
    return answers.isSo(number / answers.outputs(), number % answers.outputs());
  }

  private static double weight(Answers answers, int number) {
    return answers.weights()[number / answers.outputs()];
  }

  private static double compared(float yes, float no) {
    return yes > no ? 1 : yes == no ? 0.5 : 0;
  }
}
