package dev.kindling.differentiate;

import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * The generalised Gauss-Newton matrix (Schraudolph 2002) times a vector, without the matrix: for a
 * scalar f of outputs z, which are functions of variables x,
 *
 * <pre>G v = J^T (H (J v)),  J = dz/dx,  H = d2f/dz2.</pre>
 *
 * G is positive semidefinite where f is convex in z, as squared errors and cross-entropies are. It
 * lacks the curvature of z itself, and is the Hessian where z is linear in x.
 *
 * <p>{@code J v} is the derivative by u of {@code <J^T u, v>}, which is linear in u: what u is does
 * not matter, and nothing of {@code J^T u} is left to be computed. The result may be differentiated
 * again, by v too.
 */
public final class GaussNewtonProduct {
  private GaussNewtonProduct() {}

  /**
   * One symbol for each of {@code variables}; {@code vector} has their shapes.
   *
   * @param scalar f, computed from {@code outputs} and from nothing else of the variables
   */
  public static List<Symbol> of(
      Symbol scalar, Symbol outputs, List<Symbol> variables, List<Symbol> vector) {
    Symbol along = along(outputs, variables, vector);
    List<Symbol> curved = HessianVectorProduct.of(scalar, List.of(outputs), List.of(along));
    return Pairing.of(List.of(outputs), curved).gradient(variables);
  }

  /** {@code J v}. */
  private static Symbol along(Symbol outputs, List<Symbol> variables, List<Symbol> vector) {
    var anyCotangent = Pairing.of(List.of(outputs), List.of(outputs));
    List<Symbol> back = anyCotangent.gradient(variables);
    return Pairing.of(back, vector).gradient(anyCotangent.held()).get(0);
  }
}
