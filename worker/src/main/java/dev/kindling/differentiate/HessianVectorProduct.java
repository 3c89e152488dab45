package dev.kindling.differentiate;

import dev.kindling.trace.Symbol;
import java.util.ArrayList;
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
    List<Symbol> gradient = Gradient.of(scalar, variables);
    int computed = gradient.stream().mapToInt(Symbol::place).max().orElse(0);
    List<Symbol> held = new ArrayList<>();
    Symbol inner = scalar.alike(0);
    for (int i = 0; i < variables.size(); i++) {
      held.add(after(computed, vector.get(i)));
      inner = inner.plus(gradient.get(i).times(held.get(i)).sumAll());
    }
    return Gradient.of(inner, variables, held);
  }

  /**
   * The symbol at a place of its own that nothing in the gradient reads: v may be the gradient
   * itself, which must not be held where the gradient is computed.
   */
  private static Symbol after(int place, Symbol symbol) {
    Symbol copy = symbol.reshape(symbol.shape());
    while (copy.place() <= place) {
      copy = copy.reshape(copy.shape());
    }
    return copy;
  }
}
