package dev.kindling.differentiate;

import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * The second derivative of a scalar times a vector, without the matrix: {@code H v = d/dx <df/dx,
 * v>}, with v held constant. Where f is a sum over tasks of functions of each task's own variables,
 * H has one block for each task, and the product is each task's block times its part of v. The
 * result may be differentiated again, by v too.
 */
public final class HessianVectorProduct {
  private HessianVectorProduct() {}

  /** One symbol for each of {@code variables}; {@code vector} has their shapes. */
  public static List<Symbol> of(Symbol scalar, List<Symbol> variables, List<Symbol> vector) {
    return Pairing.of(Gradient.of(scalar, variables), vector).gradient(variables);
  }
}
