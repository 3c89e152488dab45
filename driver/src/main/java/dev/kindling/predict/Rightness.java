package dev.kindling.predict;

import dev.kindling.task.TargetKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How right predictions are.
 *
 * @param what is told: the mean squared error, or the share that is right
 * @param of how many examples the truth is known
 * @param examples how many there are
 */
public record Rightness(String what, double value, int of, int examples) {

  /** For people. */
  public String text() {
    String untold = of == examples ? "" : "; of %d nothing is told".formatted(examples - of);
    return String.format(Locale.ROOT, "%s %.6g of %d query examples%s", what, value, of, untold);
  }

  /** For programs. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("examples", examples);
    tree.put("judged", of);
    tree.put(what.replace(' ', '_'), value);
    return tree;
  }

  /** Adds up. */
  static final class Sum {
    private final TargetKind kind;
    private double sum;
    private int examples;
    private int numbers;

    Sum(TargetKind kind) {
      this.kind = kind;
    }

    void add(float[] truth, float[] guess) {
      examples++;
      for (int i = 0; i < truth.length; i++) {
        double apart = (double) guess[i] - truth[i];
        sum += kind == TargetKind.NUMBERS ? apart * apart : apart == 0 ? 1 : 0;
        numbers++;
      }
    }

    Optional<Rightness> of(int all) {
      String what = kind == TargetKind.NUMBERS ? "mean squared error" : "accuracy";
      return examples == 0
          ? Optional.empty()
          : Optional.of(new Rightness(what, sum / numbers, examples, all));
    }
  }
}
