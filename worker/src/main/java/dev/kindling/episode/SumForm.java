package dev.kindling.episode;

import dev.kindling.meaning.Meaning;

/** How the gradients of a shard's sum go to whoever adds up the shards. */
public enum SumForm {
  @Meaning("As they were computed, four bytes a number.")
  EXACT,
  @Meaning(
      "Rounded at random to two bytes a number, so that each is right on average; for large models"
          + " on slow networks. It decides the result's bits, without Spark too.")
  HALF_PRECISION;

  /** About how many bytes a sum takes; what tasks carry on is little, and counted as if rounded. */
  public long bytes(long numbers) {
    return switch (this) {
      case EXACT -> Float.BYTES * numbers;
      case HALF_PRECISION -> HalfNumbers.bytes(numbers);
    };
  }
}
