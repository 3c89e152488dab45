package dev.kindling.model;

import dev.kindling.layer.Parts;
import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a row of features: numbers, then codes.
 *
 * @param numbers how many columns of numbers
 * @param codes how many codes each column of codes has
 */
record Columns(int numbers, List<Integer> codes) {

  /** Gives what stands for the codes {@code [tasks,n]} of a column: {@code [tasks,n,width]}. */
  interface Reading {
    Symbol of(int column, Symbol codes);
  }

  /** Rows that hold the numbers as they are, then what stands for each code. */
  Symbol read(Symbol features, Reading reading) {
    List<Symbol> parts = new ArrayList<>();
    if (numbers > 0) {
      parts.add(Parts.slice(features, 2, 0, numbers));
    }
    for (int i = 0; i < codes.size(); i++) {
      parts.add(reading.of(i, Parts.at(features, 2, numbers + i)));
    }
    return Parts.concat(2, parts.toArray(Symbol[]::new));
  }
}
