package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.task.Sizes;
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

  /** What a model sees of the examples. */
  Inputs inputs(Sizes sizes) {
    Inputs all = Inputs.of(features);
    return sizes == Sizes.VARYING ? all.weighted(weights) : all;
  }

  /** The targets {@code [tasks, examples]}, where each is one number. */
  Symbol scalarTargets() {
    return targets.shape().rank() == 2 ? targets : targets.reshape(weights.shape());
  }

  /** The weighted mean {@code [tasks]} over examples of the means of {@code [.., examples, d]}. */
  Symbol mean(Symbol losses) {
    int d = losses.shape().dimension(2);
    Symbol sum = losses.times(weights.broadcast(losses.shape(), 2)).sumFrom(1);
    return sum.divide(weights.sumFrom(1).times(d));
  }

  private static Shape shape(int tasks, int examples, List<Integer> one) {
    List<Integer> dimensions = new ArrayList<>(List.of(tasks, examples));
    dimensions.addAll(one);
    return Shape.of(dimensions);
  }
}
