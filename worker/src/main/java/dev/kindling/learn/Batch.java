package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * The examples of one part, support or query, of a block of tasks.
 *
 * @param features {@code [tasks, examples, ...]}
 * @param targets {@code [tasks, examples, ...]}
 * @param weights {@code [tasks, examples]}
 * @param sizes whether tasks may have fewer examples, the rest being of weight 0
 */
public record Batch(Symbol features, Symbol targets, Symbol weights, Sizes sizes) {

  /** Those of a program's inputs. */
  static Batch input(
      Trace trace, String part, int tasks, int examples, TaskShape shape, Sizes sizes) {
    return new Batch(
        trace.input(EpisodeNames.features(part), all(tasks, examples, shape.features())),
        trace.input(EpisodeNames.targets(part), all(tasks, examples, shape.targets())),
        trace.input(EpisodeNames.weights(part), Shape.of(tasks, examples)),
        sizes);
  }

  private static Shape all(int tasks, int examples, List<Integer> one) {
    List<Integer> dimensions = new ArrayList<>(List.of(tasks, examples));
    dimensions.addAll(one);
    return Shape.of(dimensions);
  }

  /** Query examples without their targets, as inputs of a program. */
  static Inputs questions(Trace trace, int tasks, TaskShape shape, Sizes sizes) {
    Shape features = all(tasks, shape.query(), shape.features());
    Inputs all = Inputs.of(trace.input(EpisodeNames.features(EpisodeNames.QUERY), features));
    Shape examples = Shape.of(tasks, shape.query());
    Symbol weights = trace.input(EpisodeNames.weights(EpisodeNames.QUERY), examples);
    return sizes == Sizes.VARYING ? all.weighted(weights) : all;
  }

  /** What a model sees of the examples. */
  public Inputs inputs() {
    Inputs all = Inputs.of(features);
    return sizes == Sizes.VARYING ? all.weighted(weights) : all;
  }

  /** The targets {@code [tasks, examples]}, where each is one number. */
  public Symbol scalarTargets() {
    return targets.shape().rank() == 2 ? targets : targets.reshape(weights.shape());
  }

  /** The weighted mean {@code [tasks]} over examples of the means of {@code [.., examples, d]}. */
  public Symbol mean(Symbol losses) {
    int d = losses.shape().dimension(2);
    Symbol sum = losses.times(weights.broadcast(losses.shape(), 2)).sumFrom(1);
    return sum.divide(weights.sumFrom(1).times(d));
  }

  /** How many examples of this part a task has, those that fill it up among them. */
  public int examples() {
    return weights.shape().dimension(1);
  }
}
