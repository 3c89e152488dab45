package dev.kindling.adapt;

import dev.kindling.metric.Answers;
import dev.kindling.task.TargetKind;

/** What an adapted model said, question by question. */
public final class Answered {
  private final Answers answers;

  Answered(TargetKind kind, int outputs, float[] scores) {
    int questions = scores.length / outputs;
    this.answers = new Answers(kind, outputs, scores, new float[0], new float[questions]);
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
