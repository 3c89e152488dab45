package dev.kindling.learn;

import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** The examples of one part, support or query, of a block of tasks, as inputs of a program. */
record Batch(Symbol features, Symbol targets, Symbol weights) {

  static Batch input(
      Trace trace,
      String part,
      int tasks,
      int examples,
      List<Integer> feature,
      List<Integer> target) {
    return new Batch(
        trace.input(EpisodeNames.features(part), shape(tasks, examples, feature)),
        trace.input(EpisodeNames.targets(part), shape(tasks, examples, target)),
        trace.input(EpisodeNames.weights(part), Shape.of(tasks, examples)));
  }

  private static Shape shape(int tasks, int examples, List<Integer> one) {
    List<Integer> dimensions = new ArrayList<>(List.of(tasks, examples));
    dimensions.addAll(one);
    return Shape.of(dimensions);
  }
}
