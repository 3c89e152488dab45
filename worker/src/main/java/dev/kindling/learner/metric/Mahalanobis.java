package dev.kindling.learner.metric;

import dev.kindling.learn.Batch;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.Solve;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/**
 * Minus half the squared distance by regularised covariances (Bateni et al. 2020):
 *
 * <pre>
 *   Q_c = lambda_c S_c + (1 - lambda_c) S + beta I,   lambda_c = n_c / (n_c + 1)
 * </pre>
 *
 * with the covariances S_c of the class's n_c support examples and S of all of the task's, each
 * with n - 1 below, or 1 where that is less.
 */
final class Mahalanobis {
  private Mahalanobis() {}

  /** Nearness to the classes' means, each by its own matrix. */
  static Nearness toClasses(Symbol features, Membership membership, Batch support, double beta) {
    Symbol means = membership.means(features);
    int classes = means.shape().dimension(1);
    Symbol matrices = matrices(features, membership, support, means, beta);
    return query -> {
      Symbol apart = apart(query, means);
      int n = query.shape().dimension(1);
      Symbol products = apart.times(solved(matrices, apart)).sum(2).times(-0.5);
      Shape byClass = Shape.of(query.shape().dimension(0), classes, n);
      return products.reshape(byClass).transpose(0, 2, 1);
    };
  }

  /**
   * Nearness to each support example, by the covariance of all. What is the same for all examples,
   * the query's own square, is left out.
   */
  static Nearness toExamples(Symbol features, Batch support, double beta) {
    Symbol matrix = plusIdentity(covariance(features, support), beta);
    Symbol solved = solved(matrix, features);
    Symbol squares = features.times(solved).sum(2).times(0.5);
    return query -> {
      Symbol inner = Nearness.inner(query, solved);
      return inner.minus(squares.broadcast(inner.shape(), 1));
    };
  }

  /** The rows of {@code x}, {@code [b, n, width]}, each multiplied by the matrix's inverse. */
  private static Symbol solved(Symbol matrix, Symbol x) {
    Symbol columns = x.transpose(0, 2, 1);
    return x.trace().apply(new Solve(), matrix, columns).transpose(0, 2, 1);
  }

  /** Each example's distance from each mean, {@code [tasks classes, examples, width]}. */
  private static Symbol apart(Symbol features, Symbol means) {
    int tasks = features.shape().dimension(0);
    int n = features.shape().dimension(1);
    int width = features.shape().dimension(2);
    int classes = means.shape().dimension(1);
    Shape all = Shape.of(tasks, classes, n, width);
    Symbol apart = features.broadcast(all, 1).minus(means.broadcast(all, 2));
    return apart.reshape(Shape.of(tasks * classes, n, width));
  }

  /** Q_c of each class, {@code [tasks classes, width, width]}. */
  private static Symbol matrices(
      Symbol features, Membership membership, Batch support, Symbol means, double beta) {
    Symbol totals = membership.totals();
    int rows = totals.shape().size();
    int width = features.shape().dimension(2);
    Symbol shares = membership.shares().transpose(0, 2, 1);
    Symbol own =
        scatter(apart(features, means), shares.reshape(Shape.of(rows, support.examples())));
    Symbol task = covariance(features, support);
    Shape all = Shape.of(totals.shape().dimension(0), totals.shape().dimension(1), width, width);
    Symbol others = task.broadcast(all, 1).reshape(own.shape());

    Symbol more = totals.plus(totals.alike(1));
    Symbol ofOwn = totals.divide(more.times(lessOne(totals))).reshape(Shape.of(rows));
    Symbol ofOthers = totals.alike(1).divide(more).reshape(Shape.of(rows));
    Symbol mixed =
        own.times(ofOwn.broadcast(own.shape(), 1, 2))
            .plus(others.times(ofOthers.broadcast(own.shape(), 1, 2)));
    return plusIdentity(mixed, beta);
  }

  /** S of all examples of each task, {@code [tasks, width, width]}. */
  private static Symbol covariance(Symbol features, Batch support) {
    Symbol weights = support.weights();
    Symbol total = weights.sum(1);
    Symbol weighted = features.times(weights.broadcast(features.shape(), 2)).sum(1);
    Symbol mean = weighted.divide(total.broadcast(weighted.shape(), 1));
    Symbol scatter = scatter(features.minus(mean.broadcast(features.shape(), 1)), weights);
    return scatter.divide(lessOne(total).broadcast(scatter.shape(), 1, 2));
  }

  /** {@code sum_i w_i x_i x_i^T}, from rows {@code [b, n, width]} and weights {@code [b, n]}. */
  private static Symbol scatter(Symbol rows, Symbol weights) {
    Symbol weighted = rows.times(weights.broadcast(rows.shape(), 2));
    return rows.trace().apply(new Op.MatMul(true, false), weighted, rows);
  }

  private static Symbol lessOne(Symbol totals) {
    return totals.minus(totals.alike(1)).binary(BinaryKind.MAXIMUM, totals.alike(1));
  }

  private static Symbol plusIdentity(Symbol matrices, double beta) {
    Shape shape = matrices.shape();
    Symbol row = matrices.trace().apply(new Op.Range(shape, 1));
    Symbol column = matrices.trace().apply(new Op.Range(shape, 2));
    return matrices.plus(row.compare(CompareKind.EQUAL, column).times(beta));
  }
}
