package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.Random;
import dev.kindling.program.RandomKind;
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

  /** The examples as a model judges them; {@link Episode#examples} are those to learn from. */
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

  /**
   * {@code count} of each task's examples, drawn from its key without replacement; all, where there
   * are no more. Those that fill a task up come last.
   */
  public Batch draw(Symbol keys, String purpose, int count) {
    int tasks = weights.shape().dimension(0);
    int drawn = Math.min(count, examples());
    Shape choices = Shape.of(tasks, drawn, examples());
    Symbol place = weights.trace().apply(new Op.Range(choices, 1));
    Symbol chosen = ranks(keys, purpose).broadcast(choices, 1).compare(CompareKind.EQUAL, place);
    return new Batch(pick(chosen, features), pick(chosen, targets), pick(chosen, weights), sizes);
  }

  /** The place of each example in a random order, {@code [tasks, examples]}. */
  private Symbol ranks(Symbol keys, String purpose) {
    Trace trace = weights.trace();
    Symbol random = trace.apply(new Random(RandomKind.UNIFORM, purpose, weights.shape()), keys);
    Symbol when = weights.greaterThan(0).select(random, weights.alike(1));
    Shape pairs = Shape.of(weights.shape().dimension(0), examples(), examples());
    Symbol own = when.broadcast(pairs, 2);
    Symbol other = when.broadcast(pairs, 1);
    Symbol earlier = own.compare(CompareKind.GREATER, other);
    Symbol before =
        trace
            .apply(new Op.Range(pairs, 1))
            .compare(CompareKind.GREATER, trace.apply(new Op.Range(pairs, 2)));
    return earlier.plus(own.compare(CompareKind.EQUAL, other).times(before)).sum(2);
  }

  private static Symbol pick(Symbol chosen, Symbol all) {
    Shape shape = all.shape();
    int tasks = shape.dimension(0);
    int examples = shape.dimension(1);
    int drawn = chosen.shape().dimension(1);
    Symbol rows = all.reshape(Shape.of(tasks, examples, shape.size() / tasks / examples));
    int[] dimensions = shape.dimensions().clone();
    dimensions[1] = drawn;
    return chosen.matMul(rows).reshape(Shape.of(dimensions));
  }

  /** How many examples of this part a task has, those that fill it up among them. */
  public int examples() {
    return weights.shape().dimension(1);
  }
}
