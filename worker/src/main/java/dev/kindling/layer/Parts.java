package dev.kindling.layer;

import dev.kindling.program.Movement;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Cutting tensors along an axis, and putting them together again. */
public final class Parts {
  private Parts() {}

  /** The {@code length} places along {@code axis} that begin at {@code start}. */
  public static Symbol slice(Symbol x, int axis, int start, int length) {
    Shape shape = resized(x.shape(), axis, length);
    return x.trace().apply(new Movement.Slice(starts(shape, axis, start), shape), x);
  }

  /** Place {@code index} of {@code axis}, which the result lacks. */
  public static Symbol at(Symbol x, int axis, int index) {
    return slice(x, axis, index, 1).reshape(x.shape().without(List.of(axis)));
  }

  /** The parts one after the other along {@code axis}: a sum of each part set into zeros. */
  public static Symbol concat(int axis, Symbol... parts) {
    int total = Arrays.stream(parts).mapToInt(part -> part.shape().dimension(axis)).sum();
    Shape whole = resized(parts[0].shape(), axis, total);
    Symbol sum = pad(parts[0], axis, 0, whole);
    int start = parts[0].shape().dimension(axis);
    for (Symbol part : List.of(parts).subList(1, parts.length)) {
      sum = sum.plus(pad(part, axis, start, whole));
      start += part.shape().dimension(axis);
    }
    return sum;
  }

  private static Symbol pad(Symbol part, int axis, int start, Shape whole) {
    return part.trace().apply(new Movement.Pad(starts(whole, axis, start), whole), part);
  }

  private static List<Integer> starts(Shape shape, int axis, int start) {
    List<Integer> starts = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
    starts.set(axis, start);
    return starts;
  }

  private static Shape resized(Shape shape, int axis, int length) {
    int[] dimensions = shape.dimensions();
    dimensions[axis] = length;
    return Shape.of(dimensions);
  }
}
