package dev.kindling.learner.metric;

import dev.kindling.model.ParameterLayout;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * A perceptron of one hidden layer on a class's features beside an example's: {@code relu([s, f] W
 * + b) v + a}. The two halves of W are parameters of their own, so that each is multiplied once for
 * each class and each example and not once for each pair.
 */
final class RelationHead implements Part {
  static final String GROUP = "relation";

  private final int width;
  private final int hidden;

  RelationHead(int width, int hidden) {
    this.width = width;
    this.hidden = hidden;
  }

  @Override
  public ParameterLayout parameters() {
    return first().parameters();
  }

  @Override
  public float[] initialise(Key key) {
    return first().initialise(key);
  }

  private Uniform first() {
    var layout =
        new ParameterLayout.Builder()
            .add("class", Shape.of(width, hidden))
            .add("example", Shape.of(width, hidden))
            .add("bias", Shape.of(hidden))
            .add("weight", Shape.of(hidden, 1))
            .add("offset", Shape.of());
    return Uniform.of(layout, 2 * width);
  }

  /** {@code [tasks, examples, classes]} of classes {@code [tasks, classes, width]} and examples. */
  Symbol apply(Symbols theta, Symbol classes, Symbol examples) {
    Symbols head = theta.group(GROUP);
    Symbol left = examples.matMul(head.get("example"));
    Symbol right = classes.matMul(head.get("class"));
    int tasks = left.shape().dimension(0);
    Shape pairs = Shape.of(tasks, left.shape().dimension(1), right.shape().dimension(1), hidden);
    Symbol bias = head.get("bias").broadcast(pairs, 1, 2);
    Symbol sum = left.broadcast(pairs, 2).plus(right.broadcast(pairs, 1)).plus(bias);
    Symbol active = sum.unary(UnaryKind.RELU);
    Shape rows = Shape.of(tasks, pairs.dimension(1) * pairs.dimension(2), hidden);
    Symbol relations = active.reshape(rows).matMul(head.get("weight"));
    Shape all = Shape.of(tasks, pairs.dimension(1), pairs.dimension(2));
    return relations.reshape(all).plus(head.get("offset").broadcast(all, 1, 2));
  }
}
