package dev.kindling.engine.onednn;

import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a sweep reads one operand: which one, the element it begins at, and its stride along each
 * axis of the result, 0 where it is repeated.
 */
record Access(int operand, int start, List<Integer> strides) {

  static Access direct(int operand, Shape shape) {
    return repeated(operand, shape, shape.rank(), List.of());
  }

  /** A part of an operand of {@code shape} that begins at {@code starts}. */
  static Access part(int operand, Shape shape, List<Integer> starts) {
    Access whole = direct(operand, shape);
    int start = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      start += starts.get(axis) * whole.strides().get(axis);
    }
    return new Access(operand, start, whole.strides());
  }

  /** An operand that is repeated along {@code axes} of a result of {@code rank}. */
  static Access repeated(int operand, Shape shape, int rank, List<Integer> axes) {
    var inner = Arrays.stream(shape.strides()).iterator();
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      strides.add(axes.contains(axis) ? 0 : inner.next());
    }
    return new Access(operand, 0, List.copyOf(strides));
  }
}
