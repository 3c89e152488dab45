package dev.kindling.layer;

import dev.kindling.fault.Require;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Random;
import dev.kindling.program.RandomKind;
import dev.kindling.trace.Symbol;

/**
 * Each number becomes 0 with probability {@code rate} and is divided by {@code 1 - rate} otherwise,
 * so that the mean stays the same. What falls out follows from the task's key, the purpose and the
 * number's place among the task's own; examples put at the end do not change it.
 */
public final class Dropout {
  private Dropout() {}

  /**
   * Numbers {@code [tasks,...]} and keys {@code [tasks,8]}; each use of one key needs a purpose of
   * its own.
   */
  public static Symbol apply(Symbol x, Symbol keys, String purpose, double rate) {
    Require.betweenBelow("rate", rate, 0, 1);
    Symbol drawn = x.trace().apply(new Random(RandomKind.UNIFORM, purpose, x.shape()), keys);
    Symbol kept = drawn.compare(CompareKind.GREATER_OR_EQUAL, drawn.alike(rate));
    return x.times(kept).times(1 / (1 - rate));
  }
}
