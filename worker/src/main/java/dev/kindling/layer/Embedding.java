package dev.kindling.layer;

import dev.kindling.program.Lookup;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/** A row of numbers for each code. A code that the table has no row for reads NaN. */
public final class Embedding {
  private Embedding() {}

  /**
   * The rows {@code [tasks,n,width]} of codes {@code [tasks,n]}, from a table {@code
   * [tasks,rows,width]} of each task's own or from one {@code [rows,width]} of all tasks, which is
   * not copied for each.
   */
  public static Symbol apply(Symbol table, Symbol codes) {
    return table.shape().rank() == 2 ? ofAll(table, codes) : gather(table, codes);
  }

  private static Symbol ofAll(Symbol table, Symbol codes) {
    int tasks = codes.shape().dimension(0);
    int examples = codes.shape().dimension(1);
    Symbol one = table.reshape(table.shape().prepend(1));
    Symbol rows = gather(one, codes.reshape(Shape.of(1, tasks * examples)));
    return rows.reshape(Shape.of(tasks, examples, table.shape().dimension(1)));
  }

  private static Symbol gather(Symbol table, Symbol codes) {
    return table.trace().apply(new Lookup.Gather(), table, codes);
  }
}
