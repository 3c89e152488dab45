package dev.kindling.store;

/** Turns square images [side, side, channels] by multiples of 90 degrees, counterclockwise. */
final class QuarterTurn {

  private QuarterTurn() {}

  /** Turns the image that begins at {@code start}, in place. */
  static void apply(float[] values, int start, int side, int channels, int turns) {
    float[] image = java.util.Arrays.copyOfRange(values, start, start + side * side * channels);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int from = source(row, column, side, turns) * channels;
        System.arraycopy(image, from, values, start + (row * side + column) * channels, channels);
      }
    }
  }

  /** The pixel that goes to (row, column). */
  private static int source(int row, int column, int side, int turns) {
    int last = side - 1;
    return switch (turns % 4) {
      case 0 -> row * side + column;
      case 1 -> column * side + (last - row);
      case 2 -> (last - row) * side + (last - column);
      default -> (last - column) * side + row;
    };
  }
}
