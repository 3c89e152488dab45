package dev.kindling.setting;

import dev.kindling.meaning.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which numbers a key takes. Bounds are of the numbers alone; relations are to other keys beside
 * it, as {@code at least minimum-amplitude}.
 *
 * @param leastTaken whether the lower bound itself is taken
 * @param mostTaken whether the upper bound itself is taken
 */
public record NumberRange(
    Optional<Double> lower,
    boolean leastTaken,
    Optional<Double> upper,
    boolean mostTaken,
    List<String> relations) {

  static NumberRange unbounded() {
    return new NumberRange(Optional.empty(), true, Optional.empty(), true, List.of());
  }

  static NumberRange of(Bounds bounds) {
    boolean leastTaken = Double.isNaN(bounds.above());
    boolean mostTaken = Double.isNaN(bounds.below());
    return new NumberRange(
        bound(leastTaken ? bounds.least() : bounds.above()),
        leastTaken,
        bound(mostTaken ? bounds.most() : bounds.below()),
        mostTaken,
        relations(bounds));
  }

  private static Optional<Double> bound(double value) {
    return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
  }

  private static List<String> relations(Bounds bounds) {
    List<String> relations = new ArrayList<>();
    add(relations, "at least ", bounds.leastIs());
    add(relations, "above ", bounds.aboveIs());
    add(relations, "below ", bounds.belowIs());
    return List.copyOf(relations);
  }

  private static void add(List<String> relations, String relation, String key) {
    if (!key.isEmpty()) {
      relations.add(relation + key);
    }
  }

  /** As the end of "a number", empty where any will do. */
  String text() {
    List<String> parts = new ArrayList<>();
    if (lower.isPresent() && upper.isPresent() && leastTaken && mostTaken) {
      parts.add("from %s to %s".formatted(number(lower.get()), number(upper.get())));
    } else {
      lower.ifPresent(low -> parts.add((leastTaken ? "from " : "above ") + number(low)));
      upper.ifPresent(high -> parts.add((mostTaken ? "at most " : "below ") + number(high)));
    }
    parts.addAll(relations);
    return parts.isEmpty() ? "" : " " + String.join(", ", parts);
  }

  /** Whole numbers as a user writes them: 5, not 5.0. */
  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return YamlText.inline(whole ? (Object) (long) value : (Object) value);
  }
}
