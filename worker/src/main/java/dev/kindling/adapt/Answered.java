package dev.kindling.adapt;

import dev.kindling.fault.Fault;
import dev.kindling.metric.Answers;
import dev.kindling.task.TargetKind;

/** What an adapted model said, question by question. */
public final class Answered {
  private final Answers answers;

  Answered(TargetKind kind, int outputs, float[] scores) {
    int questions = scores.length / outputs;
    this.answers = new Answers(kind, outputs, scores, new float[0], new float[questions]);
  }

  /** Whether all scores are finite. A model may diverge on a task far from those it learned. */
  public boolean isSound() {
    for (float score : answers.scores()) {
      if (!Float.isFinite(score)) {
        return false;
      }
    }
    return true;
  }

  /** It, if it is sound. */
  Answered required(int support) {
    if (!isSound()) {
      throw Fault.diverged(
          "the model diverged: what it says after it was adapted to %d support examples is not finite; check their scale against what it learned from"
              .formatted(support));
    }
    return this;
  }

  /** What the numbers mean. */
  public TargetKind kind() {
    return answers.kind();
  }

  public int questions() {
    return answers.examples();
  }

  /**
   * How many numbers are said of a question: a score for each class, or each number of a target.
   */
  public int outputs() {
    return answers.outputs();
  }

  /**
   * A predicted number; of classes, and of yes and no, a score, which is higher for what is more
   * likely.
   */
  public float score(int question, int output) {
    return answers.score(question, output);
  }

  /** The class that is most likely, the first of equals, where targets are classes. */
  public int chosen(int question) {
    return answers.chosen(question);
  }

  /** How likely the model thinks a class, or that something is so; targets are no numbers. */
  public double probability(int question, int output) {
    return answers.probability(question, output);
  }

  /** All scores, questions one after the other; a copy. */
  public float[] scores() {
    return answers.scores().clone();
  }
}
