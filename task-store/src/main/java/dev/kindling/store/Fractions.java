package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How much of a store each split has. Which split a name is in depends on the name alone. */
public record Fractions(double train, double validation, double test) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double ROUNDING = 1e-9;
  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  public Fractions {
    Require.between("train", train, 0, 1);
    Require.between("validation", validation, 0, 1);
    Require.between("test", test, 0, 1);
    if (Math.abs(train + validation + test - 1) > ROUNDING) {
      throw new IllegalArgumentException(
          "the fractions of the splits must add up to 1 but are %s, %s and %s"
              .formatted(train, validation, test));
    }
  }

  public static Fractions defaults() {
    return new Fractions(.8, .1, .1);
  }

  /** The share of a split. */
  public double of(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  public Split of(String name) {
    byte[] digest = Sha256.bytes(("kindling-split/" + name).getBytes(StandardCharsets.UTF_8));
    double place = (ByteBuffer.wrap(digest).getLong() >>> 11) * TWO_TO_MINUS_53;
    if (place < train) {
      return Split.TRAIN;
    }
    return place < train + validation ? Split.VALIDATION : Split.TEST;
  }
}
