package dev.kindling.task;

import java.util.HashMap;
import java.util.Map;

/** Draws without replacement: the shuffle of Fisher and Yates, as far as it is needed. */
final class Distinct {

  private Distinct() {}

  /** {@code count} different numbers of 0, 1, ..., bound - 1; every order is equally likely. */
  static int[] below(Key key, int count, int bound) {
    Map<Integer, Integer> moved = new HashMap<>();
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      int chosen = i + (int) key.below(i, bound - i);
      drawn[i] = moved.getOrDefault(chosen, chosen);
      moved.put(chosen, moved.getOrDefault(i, i));
    }
    return drawn;
  }
}
