package dev.kindling.layer;

import dev.kindling.program.Op;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/**
 * Scaled dot-product attention (Vaswani et al. 2017): {@code softmax(Q K^T / sqrt(d)) V} in each of
 * several heads. Each head gets an equal, contiguous part of the last axis, of length d.
 * Projections before and after are for {@link Linear#dense}.
 */
public final class Attention {
  private Attention() {}

  /** Queries {@code [tasks,n,a]}, keys {@code [tasks,m,a]}, values {@code [tasks,m,b]}. */
  public static Symbol apply(Symbol queries, Symbol keys, Symbol values, int heads) {
    return joined(Softmax.apply(scores(queries, keys, heads)), values, heads);
  }

  /** The same; keys whose weight, {@code [tasks,m]}, is 0 get no attention. */
  public static Symbol apply(
      Symbol queries, Symbol keys, Symbol values, int heads, Symbol weights) {
    Symbol scores = scores(queries, keys, heads);
    int tasks = weights.shape().dimension(0);
    int m = weights.shape().dimension(1);
    Shape all = Shape.of(tasks, heads, scores.shape().dimension(1), m);
    Symbol mask = weights.greaterThan(0).broadcast(all, 1, 2).reshape(scores.shape());
    return joined(Softmax.apply(scores, mask), values, heads);
  }

  /** {@code [tasks heads,n,m]}. */
  private static Symbol scores(Symbol queries, Symbol keys, int heads) {
    Symbol q = split(queries, heads);
    Symbol k = split(keys, heads);
    double d = q.shape().dimension(2);
    return q.trace().apply(new Op.MatMul(false, true), q, k).times(1 / Math.sqrt(d));
  }

  /** {@code [tasks,n,heads d]} to {@code [tasks heads,n,d]}. */
  private static Symbol split(Symbol x, int heads) {
    int tasks = x.shape().dimension(0);
    int n = x.shape().dimension(1);
    int width = x.shape().dimension(2);
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "heads must divide the width, which is " + width + ", but is " + heads);
    }
    Symbol apart = x.reshape(Shape.of(tasks, n, heads, width / heads)).transpose(0, 2, 1, 3);
    return apart.reshape(Shape.of(tasks * heads, n, width / heads));
  }

  private static Symbol joined(Symbol shares, Symbol values, int heads) {
    Symbol mixed = shares.matMul(split(values, heads));
    int tasks = values.shape().dimension(0);
    int n = mixed.shape().dimension(1);
    int d = mixed.shape().dimension(2);
    Symbol apart = mixed.reshape(Shape.of(tasks, heads, n, d)).transpose(0, 2, 1, 3);
    return apart.reshape(Shape.of(tasks, n, heads * d));
  }
}
