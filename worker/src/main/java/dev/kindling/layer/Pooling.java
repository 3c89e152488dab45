package dev.kindling.layer;

import dev.kindling.program.Movement;
import dev.kindling.program.ReduceKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * One number for each square of pixels of images {@code [tasks,n,h,w,c]}. Squares do not overlap;
 * rows and columns at the end that fill none are left out.
 */
public final class Pooling {
  private Pooling() {}

  /** The largest of each square; places that share it share its gradient in equal parts. */
  public static Symbol max(Symbol images, int side) {
    return pooled(images, side, ReduceKind.MAX);
  }

  /** The mean of each square. */
  public static Symbol average(Symbol images, int side) {
    return pooled(images, side, ReduceKind.SUM).times(1.0 / (side * side));
  }

  /** The mean of each image, {@code [tasks,n,c]}. */
  public static Symbol globalAverage(Symbol images) {
    int pixels = images.shape().dimension(2) * images.shape().dimension(3);
    return images.sum(2, 3).times(1.0 / pixels);
  }

  private static Symbol pooled(Symbol images, int side, ReduceKind kind) {
    Shape s = images.shape();
    int tasks = s.dimension(0);
    int n = s.dimension(1);
    int rows = s.dimension(2) / side;
    int columns = s.dimension(3) / side;
    int channels = s.dimension(4);
    Shape whole = Shape.of(tasks, n, side * rows, side * columns, channels);
    Symbol cut = images.trace().apply(new Movement.Slice(List.of(0, 0, 0, 0, 0), whole), images);
    Shape squares = Shape.of(tasks * n, rows, side, columns, side, channels);
    Symbol pooled = cut.reshape(squares).reduce(kind, List.of(2, 4));
    return pooled.reshape(Shape.of(tasks, n, rows, columns, channels));
  }
}
