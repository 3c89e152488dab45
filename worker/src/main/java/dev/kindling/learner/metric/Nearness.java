package dev.kindling.learner.metric;

import dev.kindling.program.Op;
import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/** How near features are to points, {@code [tasks, points, width]}. */
interface Nearness {
  /** Beside the square of a length, so that one of 0 divides nothing by 0. */
  double SMALL = 1e-8;

  /** Scores {@code [tasks, examples, points]} of features {@code [tasks, examples, width]}. */
  Symbol of(Symbol features);

  /**
   * Minus the squared distance, {@code 2 x.p - |p|^2}, but for {@code |x|^2}: this is the same for
   * all points, so that it changes no share.
   */
  static Nearness euclidean(Symbol points) {
    Symbol squares = points.square().sum(2);
    return features -> {
      Symbol inner = inner(features, points);
      return inner.times(2).minus(squares.broadcast(inner.shape(), 1));
    };
  }

  /** The cosine of the angle between them; 0 for features that all are 0. */
  static Nearness cosine(Symbol points) {
    Symbol directions = direction(points);
    return features -> inner(direction(features), directions);
  }

  /** The inner products {@code [tasks, examples, points]}. */
  static Symbol inner(Symbol features, Symbol points) {
    return features.trace().apply(new Op.MatMul(false, true), features, points);
  }

  private static Symbol direction(Symbol x) {
    Symbol square = x.square().sum(2);
    Symbol length = square.plus(square.alike(SMALL)).unary(UnaryKind.SQRT);
    return x.divide(length.broadcast(x.shape(), 2));
  }
}
