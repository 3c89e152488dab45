package dev.kindling.differentiate;

import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * The inner product of symbols with a vector of their shapes that is held constant, whatever it was
 * computed from.
 *
 * @param held the vector, at places of its own
 */
record Pairing(Symbol product, List<Symbol> held) {

  static Pairing of(List<Symbol> symbols, List<Symbol> vector) {
    int computed = symbols.stream().mapToInt(Symbol::place).max().orElse(0);
    List<Symbol> held = new ArrayList<>();
    Symbol product = symbols.get(0).trace().constant(0, Shape.of());
    for (int i = 0; i < symbols.size(); i++) {
      held.add(after(computed, vector.get(i)));
      product = product.plus(symbols.get(i).times(held.get(i)).sumAll());
    }
    return new Pairing(product, held);
  }

  /**
   * The symbol at a place of its own that nothing in the symbols reads: the vector may be what they
   * were computed from, which must not be held there.
   */
  private static Symbol after(int place, Symbol symbol) {
    Symbol copy = symbol.reshape(symbol.shape());
    while (copy.place() <= place) {
      copy = copy.reshape(copy.shape());
    }
    return copy;
  }

  /** The product's derivative by each of {@code variables}. */
  List<Symbol> gradient(List<Symbol> variables) {
    return Gradient.of(product, variables, held);
  }
}
