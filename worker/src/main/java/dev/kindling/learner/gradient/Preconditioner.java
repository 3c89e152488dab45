package dev.kindling.learner.gradient;

import dev.kindling.learner.gradient.MetaCurvatureSettings.Curvature;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;

/** A linear map of a parameter's gradient, whose numbers are meta-parameters. */
interface Preconditioner {

  /** The shapes of its parts for a parameter of {@code shape}, by name. */
  Map<String, Shape> shapes(Shape shape);

  /** What a part of {@code shape} begins at, so that the map is the identity. */
  double fresh(Shape shape, int place);

  /** The gradient as the map turns it; all have the tasks as their first axis. */
  Symbol apply(Symbols parts, Symbol gradient);

  static Preconditioner of(Curvature curvature) {
    return switch (curvature) {
      case DIAGONAL -> new Diagonal();
      case KRONECKER -> new Kronecker();
    };
  }

  /** A factor for each number: {@code d * g}. */
  final class Diagonal implements Preconditioner {
    private static final String FACTORS = "factors";

    @Override
    public Map<String, Shape> shapes(Shape shape) {
      return Map.of(FACTORS, shape);
    }

    @Override
    public double fresh(Shape shape, int place) {
      return 1;
    }

    @Override
    public Symbol apply(Symbols parts, Symbol gradient) {
      return gradient.times(parts.get(FACTORS));
    }
  }
}
