package dev.kindling.learner.metric;

import dev.kindling.fault.Fault;
import dev.kindling.layer.OneHot;
import dev.kindling.layer.Parts;
import dev.kindling.learn.Batch;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * How much each support example counts for each class: its weight for its own, 0 for the others.
 * Each number of a target that says yes or no makes two classes: first come the noes of all
 * numbers, then the yeses.
 *
 * @param shares {@code [tasks, examples, classes]}
 */
record Membership(Symbol shares, TargetKind kind) {
  /** Below any score. */
  private static final double NOWHERE = -1e30;

  static Membership of(Batch support, TaskShape shape) {
    Symbol classes = classes(support, shape);
    Symbol weights = support.weights().broadcast(classes.shape(), 2);
    return new Membership(classes.times(weights), shape.targetKind());
  }

  /** {@code [tasks, examples, classes]}: 1 for each example's own class. */
  static Symbol classes(Batch batch, TaskShape shape) {
    if (shape.targetKind() == TargetKind.CLASSES) {
      return OneHot.apply(batch.scalarTargets(), shape.classes());
    }
    Symbol weights = batch.weights();
    Shape numbers =
        Shape.of(weights.shape().dimension(0), weights.shape().dimension(1), shape.outputs());
    Symbol yes = batch.targets().reshape(numbers);
    return Parts.concat(2, yes.alike(1).minus(yes), yes);
  }

  /** Throws a fault unless the targets of tasks of {@code shape} make classes. */
  static void requireClasses(String learner, TaskShape shape) {
    if (shape.targetKind() == TargetKind.NUMBERS) {
      throw Fault.usage(
          "learner %s takes tasks whose targets are classes, or yes and no, but those of these tasks"
                  .formatted(learner)
              + " are numbers; choose kind prototypical, matching, or a learner of another family");
    }
  }

  /** How much each class has, {@code [tasks, classes]}. */
  Symbol totals() {
    return shares.sum(1);
  }

  /** For each class the weighted sum of its examples' features, {@code [tasks, classes, width]}. */
  Symbol sums(Symbol features) {
    return shares.trace().apply(new Op.MatMul(true, false), shares, features);
  }

  /** For each class the weighted mean of them; of a class without examples, zeros. */
  Symbol means(Symbol features) {
    Symbol sums = sums(features);
    Symbol totals = totals();
    Symbol divisors = totals.greaterThan(0).select(totals, totals.alike(1));
    return sums.divide(divisors.broadcast(sums.shape(), 2));
  }

  /**
   * What scores {@code [tasks, examples, classes]} say of the targets. A class of which the support
   * has nothing is behind the last that it has, by the logarithm of 1 + the support's weight: with
   * n examples of one class seen, another one is given 1 part in n + 2.
   */
  Symbol predictions(Symbol scores) {
    Symbol present = totals().greaterThan(0).broadcast(scores.shape(), 1);
    return targets(present.select(scores, behind(scores, present)), kind);
  }

  private Symbol behind(Symbol scores, Symbol present) {
    Symbol candidates = present.select(scores.negate(), scores.alike(NOWHERE));
    Symbol last = candidates.reduce(ReduceKind.MAX, List.of(2)).negate();
    Symbol weight = shares.reduce(ReduceKind.SUM, List.of(1, 2));
    Symbol distance = weight.plus(weight.alike(1)).unary(UnaryKind.LOG);
    return last.minus(distance.broadcast(last.shape(), 1)).broadcast(scores.shape(), 2);
  }

  /** Scores of classes as scores of targets: where there are two for a number, yes less no. */
  static Symbol targets(Symbol scores, TargetKind kind) {
    if (kind == TargetKind.CLASSES) {
      return scores;
    }
    int numbers = scores.shape().dimension(2) / 2;
    Symbol no = Parts.slice(scores, 2, 0, numbers);
    return Parts.slice(scores, 2, numbers, numbers).minus(no);
  }
}
