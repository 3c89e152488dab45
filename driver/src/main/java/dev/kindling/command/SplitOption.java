package dev.kindling.command;

import dev.kindling.fault.Fault;
import dev.kindling.store.Fractions;
import java.util.List;

/** {@code --split}: how much is for training, validation and test. */
record SplitOption(Fractions fractions) {

  static SplitOption of(String split) {
    List<String> parts = List.of(split.split(",", -1));
    try {
      if (parts.size() == 3) {
        return new SplitOption(
            new Fractions(fraction(parts, 0), fraction(parts, 1), fraction(parts, 2)));
      }
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--split " + split + ": " + e.getMessage(), e);
    }
    throw Fault.usage(
        "--split must be three fractions that add up to 1, as 0.8,0.1,0.1, but is " + split);
  }

  private static double fraction(List<String> parts, int part) {
    return Double.parseDouble(parts.get(part).strip());
  }
}
