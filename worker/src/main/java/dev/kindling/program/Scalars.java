package dev.kindling.program;

/** What each elementwise function means, in double precision: the one definition of them. */
public final class Scalars {
  private Scalars() {}

  public static double apply(UnaryKind kind, double x) {
    return switch (kind) {
      case NEGATE -> -x;
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case SQRT -> Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
      case RELU -> x <= 0 ? 0 : x;
    };
  }

  public static double apply(BinaryKind kind, double x, double y) {
    return switch (kind) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case MAXIMUM -> Math.max(x, y);
      case MINIMUM -> Math.min(x, y);
    };
  }

  public static double apply(CompareKind kind, double x, double y) {
    boolean holds =
        switch (kind) {
          case GREATER -> x > y;
          case GREATER_OR_EQUAL -> x >= y;
          case EQUAL -> x == y;
        };
    return holds ? 1 : 0;
  }
}
