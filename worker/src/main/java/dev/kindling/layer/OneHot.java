package dev.kindling.layer;

import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/** A number for each code that there is: 1 for the one at hand, 0 for the others. */
public final class OneHot {
  private OneHot() {}

  /** {@code [tasks,n,count]} of codes {@code [tasks,n]}. */
  public static Symbol apply(Symbol codes, int count) {
    Shape shape = Shape.of(codes.shape().dimension(0), codes.shape().dimension(1), count);
    Symbol all = codes.trace().apply(new Op.Range(shape, 2));
    return all.compare(CompareKind.EQUAL, codes.broadcast(shape, 2));
  }
}
