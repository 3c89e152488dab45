package dev.kindling.metric;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A task's query examples as a list of items, the highest score of the first output first. */
record Ranking(Answers answers, List<Integer> items) {

  /** Of equal scores, the worse item goes first: a model that cannot tell is not praised. */
  static Ranking of(Answers answers) {
    Comparator<Integer> byScore =
        Comparator.comparingDouble((Integer item) -> -answers.score(item, 0));
    List<Integer> items =
        IntStream.range(0, answers.examples())
            .filter(item -> answers.weights()[item] > 0)
            .boxed()
            .sorted(byScore.thenComparingDouble(item -> gain(answers, item)))
            .toList();
    return new Ranking(answers, items);
  }

  /** How much it is worth to show the item: its target, if that is above 0. */
  double gain(int item) {
    return gain(answers, item);
  }

  private static double gain(Answers answers, int item) {
    return Math.max(0, answers.targets()[item * answers.outputs()]);
  }
}
